import type { Database } from '../../database/client.ts';
import { type ContactFilter, isEverybody } from '../contact-filter.ts';
import { matching } from './matching.ts';

/** How many contacts match. All of them are counted as they come and go; of some, it looks at each. */
export async function countContacts(database: Database, accountId: string, filter: ContactFilter): Promise<number> {
  const counting = isEverybody(filter)
    ? database.$queryRaw<Counted[]>`
        SELECT coalesce(sum(count), 0)::int AS count FROM contact_count WHERE account_id = ${accountId}::uuid`
    : database.$queryRaw<Counted[]>`
        SELECT count(DISTINCT contact_id)::int AS count FROM (${matching({ accountId, filter })}) AS matching`;
  const [counted] = await counting;
  return counted?.count ?? 0;
}

type Counted = { readonly count: number };
