import type { ErrorCode, SyncState } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';

/** A sync that its intents have moved, with what made it: `intent:…`. */
export type ChangedSync = {
  readonly syncId: string;
  readonly integrationId: string;
  readonly sequenceId: string;
  readonly from: SyncState['state'];
  readonly to: SyncState['state'];
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly retryAt: Date | null;
  readonly attempts: number;
  readonly cause: string;
};

/**
 * Writes changes of syncs down by one statement: the syncs, their history where the state is another one, and the feed. Answers
 * for each that is synced now with the seconds since it was queued; null where that is not known any more.
 */
export async function changeSyncs(
  tx: Transaction,
  accountId: string,
  changed: readonly ChangedSync[],
): Promise<readonly { readonly queuedSeconds: number | null }[]> {
  return tx.$queryRaw<{ queuedSeconds: number | null }[]>`
    WITH change AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS (
        "syncId" uuid, "integrationId" uuid, "sequenceId" uuid, "from" text, "to" text, code text, message text,
        "retryAt" timestamptz, attempts int, cause text)
    ), changed AS (
      UPDATE sync SET state = "to"::sync_state, reason = NULL, error_code = code, error_message = message,
        retry_at = "retryAt", attempts = change.attempts, updated_at = now()
      FROM change WHERE account_id = ${accountId}::uuid AND id = "syncId"
      RETURNING id, "to"
    ), told AS (
      INSERT INTO sync_history (account_id, sync_id, from_state, to_state, cause)
      SELECT ${accountId}::uuid, "syncId", "from"::sync_state, "to"::sync_state, cause FROM change WHERE "from" <> "to"
      RETURNING 1
    ), ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT "integrationId" AS integration_id, "sequenceId" AS sequence_id, "syncId" AS sync_id FROM change`,
      after: Prisma.sql`(SELECT count(*) FROM changed) + (SELECT count(*) FROM told)`,
    })}
    SELECT (
      SELECT extract(epoch FROM now() - h.at)::float8 FROM sync_history h
      WHERE h.account_id = ${accountId}::uuid AND h.sync_id = changed.id AND h.to_state = 'QUEUED'
        AND h.from_state IS DISTINCT FROM 'SYNCING'
      ORDER BY h.seq DESC LIMIT 1) AS "queuedSeconds"
    FROM changed WHERE "to" = 'SYNCED'`;
}
