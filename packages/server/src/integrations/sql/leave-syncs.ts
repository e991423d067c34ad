import type { Reason } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';

type Place = { readonly accountId: string; readonly integrationId: string };

/** Who was queued, or waited for a reply, is no more (S1.5). Answers with how many. */
export function leaveSyncs(tx: Transaction, place: Place, cause: string): Promise<number> {
  const who = Prisma.sql`(state IN ('QUEUED', 'SYNCING') OR reason = 'WAITING_FOR_REPLY')`;
  return leave(tx, { ...place, who, reason: 'DISCONNECTED', cause });
}

/** Whoever was handed over to another organisation is not in this one (S1.5). */
export function beginSyncsAgain(tx: Transaction, place: Place, cause: string): Promise<number> {
  const who = Prisma.sql`reason IS DISTINCT FROM 'ADDED_BEFORE_CONNECTION'`;
  return leave(tx, { ...place, who, reason: 'ADDED_BEFORE_CONNECTION', cause });
}

type Leaving = Place & { readonly who: Prisma.Sql; readonly reason: Reason; readonly cause: string };

/** By one statement, with history and feed. */
async function leave(tx: Transaction, { accountId, integrationId, who, reason, cause }: Leaving): Promise<number> {
  const [left] = await tx.$queryRaw<{ count: number }[]>`
    WITH before AS (
      SELECT id, state, reason FROM sync
      WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
        AND ${who}
      ORDER BY id FOR UPDATE
    ), moved AS MATERIALIZED (
      SELECT sync.integration_id, sync.sequence_id, sync.id AS sync_id FROM before JOIN sync USING (id)
      WHERE sync.account_id = ${accountId}::uuid
    ), changed AS (
      UPDATE sync SET state = 'NOT_SYNCED', reason = ${reason}::not_synced_reason, job_id = NULL, error_code = NULL,
        error_message = NULL, retry_at = NULL, updated_at = now(),
        decided_on = CASE WHEN ${reason} = 'ADDED_BEFORE_CONNECTION' THEN NULL ELSE decided_on END
      FROM before WHERE sync.account_id = ${accountId}::uuid AND sync.id = before.id
      RETURNING 1
    ), told AS (
      INSERT INTO sync_history (account_id, sync_id, from_state, from_reason, to_state, to_reason, cause)
      SELECT ${accountId}::uuid, id, state, reason, 'NOT_SYNCED', ${reason}::not_synced_reason, ${cause} FROM before
      RETURNING 1
    ), ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT integration_id, sequence_id, sync_id FROM moved`,
      after: Prisma.sql`(SELECT count(*) FROM changed) + (SELECT count(*) FROM told)`,
    })}
    SELECT count(*)::int AS count FROM moved`;
  return left?.count ?? 0;
}
