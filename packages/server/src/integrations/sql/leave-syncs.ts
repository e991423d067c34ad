import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';

/** Who was queued, or waited for a reply, is no more (S1.5): by one statement, with history and feed. Answers with how many. */
export async function leaveSyncs(
  tx: Transaction,
  { accountId, integrationId }: { accountId: string; integrationId: string },
  cause: string,
): Promise<number> {
  const [left] = await tx.$queryRaw<{ count: number }[]>`
    WITH before AS (
      SELECT id, state, reason FROM sync
      WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
        AND (state IN ('QUEUED', 'SYNCING') OR reason = 'WAITING_FOR_REPLY')
      ORDER BY id FOR UPDATE
    ), moved AS MATERIALIZED (
      SELECT sync.integration_id, sync.sequence_id, sync.id AS sync_id FROM before JOIN sync USING (id)
      WHERE sync.account_id = ${accountId}::uuid
    ), changed AS (
      UPDATE sync SET state = 'NOT_SYNCED', reason = 'DISCONNECTED', job_id = NULL, error_code = NULL,
        error_message = NULL, retry_at = NULL, updated_at = now()
      FROM before WHERE sync.account_id = ${accountId}::uuid AND sync.id = before.id
      RETURNING 1
    ), told AS (
      INSERT INTO sync_history (account_id, sync_id, from_state, from_reason, to_state, to_reason, cause)
      SELECT ${accountId}::uuid, id, state, reason, 'NOT_SYNCED', 'DISCONNECTED', ${cause} FROM before
      RETURNING 1
    ), ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT integration_id, sequence_id, sync_id FROM moved`,
      after: Prisma.sql`(SELECT count(*) FROM changed) + (SELECT count(*) FROM told)`,
    })}
    SELECT count(*)::int AS count FROM moved`;
  return left?.count ?? 0;
}
