import type { Transaction } from '../../database/client.ts';
import type { Skip } from '../read-runs.ts';

type Started = {
  readonly accountId: string;
  readonly runId: string;
  readonly total: number;
  readonly skips: readonly Skip[];
  /** The end of the feed before anything was queued. */
  readonly feedSeq: bigint;
};

/** How a run has begun. One that waits for nobody has ended with it. */
export async function keepStart(tx: Transaction, { accountId, runId, total, skips, feedSeq }: Started): Promise<void> {
  await tx.$executeRaw`
    UPDATE resync_run SET total = ${total}, skips = ${JSON.stringify(skips)}::jsonb, feed_seq = ${feedSeq},
      status = CASE WHEN pending THEN status ELSE 'COMPLETED' END,
      finished_at = CASE WHEN pending THEN NULL ELSE now() END
    FROM (
      SELECT EXISTS (
        SELECT FROM resync_item WHERE account_id = ${accountId}::uuid AND run_id = ${runId}::uuid
      ) AS pending
    ) AS queued
    WHERE account_id = ${accountId}::uuid AND id = ${runId}::uuid`;
}
