/**
 * The feed is an account's changes in order. A place is given out under the row lock of the account's
 * counter, which is held until commit: so the order of places is the order of commits, a reader that
 * has seen place n has seen all before it, and a cursor is a number. Append last in a transaction, so
 * that the lock is held briefly.
 */
import type { Database, Transaction } from '../database/client.ts';

export type Change = { readonly integrationId: string; readonly sequenceId: string; readonly syncId: string };
export type FeedRow = Change & { readonly seq: bigint };

/** Rows a read gives at most; who follows the feed asks again. */
const readLimit = 500;

export async function appendFeed(tx: Transaction, accountId: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    WITH place AS (
      INSERT INTO feed_counter AS c (account_id, last_seq) VALUES (${accountId}::uuid, ${changes.length})
      ON CONFLICT (account_id) DO UPDATE SET last_seq = c.last_seq + EXCLUDED.last_seq
      RETURNING last_seq - ${changes.length} AS before
    )
    INSERT INTO feed (account_id, seq, integration_id, sequence_id, sync_id)
    SELECT ${accountId}::uuid, place.before + change.ordinality, change."integrationId", change."sequenceId", change."syncId"
    FROM place, ROWS FROM (
      jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS ("integrationId" uuid, "sequenceId" uuid, "syncId" uuid)
    ) WITH ORDINALITY AS change`;
}

/** The last place given out: where a new subscriber begins. */
export async function feedEnd(db: Database, accountId: string): Promise<bigint> {
  const counter = await db.feedCounter.findUnique({ where: { accountId } });
  return counter?.lastSeq ?? 0n;
}

export async function readFeed(db: Database, accountId: string, after: bigint): Promise<FeedRow[]> {
  return db.feed.findMany({
    where: { accountId, seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: readLimit,
    select: { seq: true, integrationId: true, sequenceId: true, syncId: true },
  });
}
