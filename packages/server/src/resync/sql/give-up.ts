import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';
import type { SettledItems } from './settle-items.ts';

type GivingUp = { readonly accountId: string; readonly integrationId: string; readonly runId: string };

/** Syncs that one transaction leaves, so that it is short whatever the size of the run. */
const atOnce = 500;

/**
 * Leaves what a cancelled run has queued, a batch of it by one statement. Not what
 * is in its owner's hands, or half done by this run, or wanted by another run; and an intent goes on while another sync
 * needs it. An intent that is locked is being claimed at this moment: it counts as in flight.
 */
export async function giveUp(tx: Transaction, { accountId, integrationId, runId }: GivingUp): Promise<SettledItems> {
  const of = (row: string) =>
    Prisma.sql`${Prisma.raw(row)}.account_id = ${accountId}::uuid AND ${Prisma.raw(row)}.integration_id = ${integrationId}::uuid`;
  const [found] = await tx.$queryRaw<{ waiting: number; quit: number }[]>`
    WITH waiting AS MATERIALIZED (
      SELECT s.id, s.contact_id, s.job_id, s.sequence_id FROM resync_item item
      JOIN resync_run mine ON mine.account_id = item.account_id AND mine.id = item.run_id
      JOIN sync s ON s.account_id = item.account_id AND s.id = item.sync_id AND s.state = 'QUEUED'
      WHERE item.account_id = ${accountId}::uuid AND item.run_id = ${runId}::uuid AND item.outcome IS NULL
        AND NOT EXISTS (
          SELECT FROM resync_item other JOIN resync_run run ON run.account_id = other.account_id AND run.id = other.run_id
          WHERE other.account_id = item.account_id AND other.sync_id = item.sync_id AND other.run_id <> item.run_id
            AND other.outcome IS NULL AND run.status = 'RUNNING')
        AND NOT EXISTS (
          SELECT FROM intent i
          WHERE ${of('i')} AND i.contact_id = s.contact_id
            AND (i.kind = 'CANDIDATE' OR (i.kind = 'APPLICATION' AND i.job_id = s.job_id))
            AND (i.state IN ('CLAIMED', 'SENDING', 'UNKNOWN') OR (i.state = 'DONE' AND i.updated_at > mine.started_at)))
      ORDER BY item.sync_id LIMIT ${atOnce}
    ), held AS MATERIALIZED (
      SELECT i.id, i.contact_id, i.kind, i.job_id FROM intent i
      WHERE ${of('i')} AND i.state IN ('PENDING', 'RETRY') AND i.kind IN ('CANDIDATE', 'APPLICATION')
        AND i.contact_id IN (SELECT contact_id FROM waiting)
      ORDER BY i.contact_id, i.kind, i.id FOR UPDATE SKIP LOCKED
    ), locked AS MATERIALIZED (
      SELECT i.contact_id, i.kind, i.job_id FROM intent i
      WHERE ${of('i')} AND i.state IN ('PENDING', 'RETRY') AND i.kind IN ('CANDIDATE', 'APPLICATION')
        AND i.contact_id IN (SELECT contact_id FROM waiting) AND i.id NOT IN (SELECT id FROM held)
    ), quit AS MATERIALIZED (
      SELECT s.id, s.contact_id, s.job_id, s.sequence_id FROM sync s
      WHERE s.account_id = ${accountId}::uuid AND s.state = 'QUEUED' AND s.id IN (SELECT id FROM waiting)
        AND NOT EXISTS (
          SELECT FROM locked WHERE locked.contact_id = s.contact_id AND (locked.kind = 'CANDIDATE' OR locked.job_id = s.job_id))
      ORDER BY s.id FOR UPDATE
    ), dropped AS (
      UPDATE intent i SET state = 'CANCELLED', retry_at = NULL, updated_at = now() FROM held
      WHERE i.account_id = ${accountId}::uuid AND i.id = held.id AND NOT EXISTS (
        SELECT FROM sync o
        WHERE ${of('o')} AND o.contact_id = held.contact_id AND o.state IN ('QUEUED', 'SYNCING')
          AND (held.kind = 'CANDIDATE' OR o.job_id = held.job_id) AND o.id NOT IN (SELECT id FROM quit))
      RETURNING i.id
    ), gone AS (
      UPDATE sync s SET state = 'NOT_SYNCED', reason = 'CANCELLED', error_code = NULL, error_message = NULL, retry_at = NULL,
        updated_at = now()
      FROM quit WHERE s.account_id = ${accountId}::uuid AND s.id = quit.id RETURNING s.id
    ), told AS (
      INSERT INTO sync_history (account_id, sync_id, from_state, to_state, to_reason, cause)
      SELECT ${accountId}::uuid, id, 'QUEUED', 'NOT_SYNCED', 'CANCELLED', ${`run:${runId}`} FROM quit RETURNING 1
    ), settled AS (
      UPDATE resync_item item SET outcome = 'CANCELLED', ended_at = now() FROM quit
      WHERE item.account_id = ${accountId}::uuid AND item.sync_id = quit.id AND item.outcome IS NULL RETURNING 1
    ), ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT ${integrationId}::uuid AS integration_id, sequence_id, id AS sync_id FROM quit`,
      after: Prisma.sql`(SELECT count(*) FROM dropped) + (SELECT count(*) FROM gone) + (SELECT count(*) FROM told) + (SELECT count(*) FROM settled)`,
    })}
    SELECT (SELECT count(*)::int FROM waiting) AS waiting, (SELECT count(*)::int FROM quit) AS quit`;
  const { waiting, quit } = found ?? { waiting: 0, quit: 0 };
  return { seen: quit > 0 ? 'CHANGED' : 'SAME', left: waiting === atOnce ? 'MORE' : 'NOTHING' };
}
