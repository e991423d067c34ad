import type { Database } from '../database/client.ts';

/** The last place of an account's feed. */
export type LastPlace = { readonly accountId: string; readonly lastSeq: bigint };

/** The last places of these accounts' feeds; none while the database is away. Reads across accounts: places, and nothing else. */
export async function lastPlaces(
  acrossAccounts: Database,
  accountIds: readonly string[],
): Promise<readonly LastPlace[]> {
  return acrossAccounts.feedCounter.findMany({ where: { accountId: { in: [...accountIds] } } }).catch(() => []);
}
