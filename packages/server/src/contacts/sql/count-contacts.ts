import type { Database } from '../../database/client.ts';
import type { ContactFilter } from '../contact-filter.ts';
import { matching } from './matching.ts';

/** How many contacts match. Only where somebody asks: it looks at each. */
export async function countContacts(database: Database, accountId: string, filter: ContactFilter): Promise<number> {
  const [counted] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT contact_id)::int AS count FROM (${matching({ accountId, filter })}) AS matching`;
  return counted?.count ?? 0;
}
