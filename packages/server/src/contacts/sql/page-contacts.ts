import type { Database } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { type ContactFilter, type ContactOrder, isEverybody } from '../contact-filter.ts';
import { matching } from './matching.ts';

export type ContactPage = {
  readonly accountId: string;
  readonly filter: ContactFilter;
  readonly order: ContactOrder;
  /** Contacts between which the page lies, in the order; it is read from its end where it is `BACKWARD`. */
  readonly after: string | null;
  readonly before: string | null;
  readonly direction: 'FORWARD' | 'BACKWARD';
  readonly limit: number;
};

/** The ids of a page, by where it begins and never by how far in it is. */
export async function pageContacts(database: Database, page: ContactPage): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>(page.order === 'NEWEST' ? newest(page) : byName(page));
  return rows.map(({ id }) => id);
}

function newest({ accountId, filter, after, before, direction, limit }: ContactPage): Prisma.Sql {
  const bounds = [
    after === null ? [] : Prisma.sql`contact_id < ${after}::uuid`,
    before === null ? [] : Prisma.sql`contact_id > ${before}::uuid`,
  ].flat();
  const where = bounds.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(bounds, ' AND ')}`;
  const towards = Prisma.raw(direction === 'FORWARD' ? 'DESC' : 'ASC');
  return Prisma.sql`
    SELECT contact_id AS id FROM (${matching({ accountId, filter })}) AS matching ${where}
    GROUP BY contact_id ORDER BY contact_id ${towards} LIMIT ${limit}`;
}

/** People of one name follow each other by age. */
function byName({ accountId, filter, after, before, direction, limit }: ContactPage): Prisma.Sql {
  const place = (id: string) =>
    Prisma.sql`(SELECT name_key, id FROM contact WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid)`;
  const bounds = [
    Prisma.sql`c.account_id = ${accountId}::uuid`,
    after === null ? [] : Prisma.sql`(c.name_key, c.id) > ${place(after)}`,
    before === null ? [] : Prisma.sql`(c.name_key, c.id) < ${place(before)}`,
    isEverybody(filter)
      ? []
      : Prisma.sql`c.id IN (SELECT contact_id FROM (${matching({ accountId, filter })}) AS matching)`,
  ].flat();
  const towards = Prisma.raw(direction === 'FORWARD' ? 'ASC' : 'DESC');
  return Prisma.sql`
    SELECT c.id FROM contact c WHERE ${Prisma.join(bounds, ' AND ')}
    ORDER BY c.name_key ${towards}, c.id ${towards} LIMIT ${limit}`;
}
