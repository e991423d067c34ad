import { Prisma } from '../../generated/prisma/client.ts';
import type { ContactFilter } from '../contact-filter.ts';

type Matching = { readonly accountId: string; readonly filter: ContactFilter };

/**
 * Contacts that match, as a relation of contact_id, each at least once. It starts from what narrows most: where an
 * index has contact ids in order, a page is read off its end.
 */
export function matching({ accountId, filter }: Matching): Prisma.Sql {
  const [first, ...others] = conditionsOf({ accountId, filter });
  if (!first) return Prisma.sql`SELECT c.id AS contact_id FROM contact c WHERE c.account_id = ${accountId}::uuid`;
  if (others.length === 0) return first;
  const also = others.map(
    (other) => Prisma.sql`EXISTS (SELECT FROM (${other}) AS o WHERE o.contact_id = f.contact_id)`,
  );
  return Prisma.sql`SELECT f.contact_id FROM (${first}) AS f WHERE ${Prisma.join(also, ' AND ')}`;
}

/** One relation of contact_id for each thing that is said. */
function conditionsOf({ accountId, filter }: Matching): readonly Prisma.Sql[] {
  const { state, reason, errorCode, sequenceId, marked, search } = filter;
  const ofSync = [
    state === null ? [] : Prisma.sql`s.state = ${state}::sync_state`,
    reason === null ? [] : Prisma.sql`s.reason = ${reason}::not_synced_reason`,
    errorCode === null ? [] : Prisma.sql`s.error_code = ${errorCode}`,
  ].flat();
  const inSequence = sequenceId === null ? [] : [Prisma.sql`s.sequence_id = ${sequenceId}::uuid`];
  const own = Prisma.sql`account_id = ${accountId}::uuid`;
  return [
    search === null
      ? []
      : Prisma.sql`SELECT id AS contact_id FROM contact WHERE ${own} AND ${begins('email_key COLLATE "C"', search)}
      UNION SELECT id FROM contact WHERE ${own} AND ${begins('name_key', search)}
      UNION SELECT id FROM contact WHERE ${own} AND ${begins('name_end', search)}`,
    ofSync.length === 0
      ? []
      : Prisma.sql`SELECT s.contact_id FROM sync s WHERE s.${own} AND ${Prisma.join([...ofSync, ...inSequence], ' AND ')}`,
    sequenceId === null || ofSync.length > 0
      ? []
      : Prisma.sql`SELECT s.contact_id FROM enrollment s WHERE s.${own} AND ${Prisma.join(inSequence)}`,
    marked === null ? [] : Prisma.sql`SELECT contact_id FROM duplicate_mark WHERE ${own}`,
  ].flat();
}

/** As a range: a pattern is served by no index behind the wall. */
function begins(column: 'email_key COLLATE "C"' | 'name_key' | 'name_end', search: string): Prisma.Sql {
  const from = search.toLowerCase();
  return Prisma.sql`${Prisma.raw(column)} >= ${from} AND ${Prisma.raw(column)} < ${`${from}\u{10FFFF}`}`;
}
