import type { Session } from '../database/session.ts';

/** The last place of an account's feed. */
export type LastPlace = { readonly accountId: string; readonly lastSeq: string };

/** The last places of these accounts' feeds; none while the session is broken. Reads across accounts: places, and nothing else. */
export async function lastPlaces(session: Session, accountIds: readonly string[]): Promise<readonly LastPlace[]> {
  const read = session.query<LastPlace>(
    'SELECT account_id AS "accountId", last_seq AS "lastSeq" FROM feed_counter WHERE account_id = ANY($1)',
    [accountIds],
  );
  return read.catch(() => []);
}
