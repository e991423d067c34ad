import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';

type Settling = { readonly accountId: string; readonly runId: string; readonly after: bigint };

/** Places of the feed that are looked at in one transaction: a run of many begins with as many. */
const placesAtOnce = 5_000n;

/** Whether there is something to show, and whether there is more to do at once. A step is short, and lets other runs by. */
export type SettledItems = { readonly seen: 'CHANGED' | 'SAME'; readonly left: 'MORE' | 'NOTHING' };

/** Writes down what has become of the run's syncs that the feed names after this place; the last one ends the run. */
export async function settleItems(tx: Transaction, settling: Settling): Promise<SettledItems> {
  const { accountId, runId, after } = settling;
  const [feed] = await tx.$queryRaw<{ first: bigint; last: bigint }[]>`
    SELECT c.last_seq AS last,
      coalesce((SELECT min(seq) FROM feed WHERE account_id = c.account_id), c.last_seq + 1) AS first
    FROM feed_counter c WHERE c.account_id = ${accountId}::uuid`;
  if (!feed || feed.last === after) return { seen: 'SAME', left: 'NOTHING' };
  const gap = feed.first > after + 1n;
  const upTo = gap || feed.last - after <= placesAtOnce ? feed.last : after + placesAtOnce;
  const settled = await settle(tx, { ...settling, upTo, gap });
  const [run] = await tx.$queryRaw<{ finishedAt: Date | null }[]>`
    UPDATE resync_run SET feed_seq = ${upTo},
      status = CASE WHEN pending OR status = 'CANCELLED' THEN status ELSE 'COMPLETED' END,
      finished_at = CASE WHEN pending THEN NULL ELSE now() END
    FROM (
      SELECT EXISTS (
        SELECT FROM resync_item WHERE account_id = ${accountId}::uuid AND run_id = ${runId}::uuid AND outcome IS NULL
      ) AS pending
    ) AS left_over
    WHERE account_id = ${accountId}::uuid AND id = ${runId}::uuid
    RETURNING finished_at AS "finishedAt"`;
  return { seen: settled > 0 || run?.finishedAt ? 'CHANGED' : 'SAME', left: upTo < feed.last ? 'MORE' : 'NOTHING' };
}

/** Where the feed was pruned before it was read, every sync is looked at. */
function settle(tx: Transaction, { accountId, runId, after, upTo, gap }: Settling & { upTo: bigint; gap: boolean }) {
  const named = Prisma.sql`AND item.sync_id IN (
    SELECT subject_id FROM feed
    WHERE account_id = ${accountId}::uuid AND seq > ${after} AND seq <= ${upTo} AND topic = 'SYNC')`;
  return tx.$executeRaw`
    UPDATE resync_item item SET ended_at = now(), error_code = CASE s.state WHEN 'FAILED' THEN s.error_code END,
      outcome = CASE s.state WHEN 'SYNCED' THEN CASE l.origin WHEN 'LINKED' THEN 'LINKED' ELSE 'SYNCED' END
        WHEN 'EXISTS' THEN 'EXISTS' WHEN 'FAILED' THEN 'FAILED' ELSE 'CANCELLED' END::run_outcome,
      remote_calls = (
        SELECT coalesce(sum(i.attempts), 0) FROM intent i
        WHERE i.account_id = s.account_id AND i.integration_id = s.integration_id AND i.contact_id = s.contact_id
          AND i.updated_at >= run.started_at AND (i.kind = 'CANDIDATE' OR (i.kind = 'APPLICATION' AND i.job_id = s.job_id)))
    FROM resync_run run, sync s
    LEFT JOIN candidate_link l
      ON l.account_id = s.account_id AND l.integration_id = s.integration_id AND l.contact_id = s.contact_id
    WHERE item.account_id = ${accountId}::uuid AND item.run_id = ${runId}::uuid AND item.outcome IS NULL
      AND run.account_id = item.account_id AND run.id = item.run_id
      AND s.account_id = item.account_id AND s.id = item.sync_id AND s.state NOT IN ('QUEUED', 'SYNCING')
      ${gap ? Prisma.empty : named}`;
}
