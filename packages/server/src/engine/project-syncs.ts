import { type ErrorCode, type IntentView, intentKey, project, type SyncState } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { appendFeed, syncChange } from '../live/feed.ts';
import { saveHistory } from '../live/history.ts';
import { eventToSynced } from '../telemetry/metrics.ts';
import type { Place, Turn } from './turn.ts';

type IntentRow = IntentView & {
  readonly key: string;
  readonly message: string | null;
  readonly retryAt: Date | null;
  readonly attempts: number;
};
type SyncRow = {
  readonly syncId: string;
  readonly integrationId: string;
  readonly contactId: string;
  readonly sequenceId: string;
  readonly jobId: string | null;
  readonly state: Exclude<SyncState['state'], 'NOT_SYNCED'>;
  readonly code: ErrorCode | null;
};

/** Brings the syncs of these contacts in line with their intents. A sync that was left is not touched. */
export async function projectSyncs(tx: Transaction, place: Place | Turn, contactIds: readonly string[]): Promise<void> {
  const { accountId, integrationId } = place;
  const syncs = await tx.$queryRaw<SyncRow[]>`
    SELECT id AS "syncId", integration_id AS "integrationId", contact_id AS "contactId", sequence_id AS "sequenceId",
      job_id AS "jobId", state::text AS state, error_code AS code
    FROM sync WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
      AND contact_id = ANY(${[...contactIds]}::uuid[]) AND state <> 'NOT_SYNCED'
    ORDER BY id FOR UPDATE`;
  const intents = await tx.$queryRaw<IntentRow[]>`
    SELECT key, state::text AS state, error_code AS code, error_message AS message, retry_at AS "retryAt", attempts
    FROM intent WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
      AND contact_id = ANY(${[...contactIds]}::uuid[])`;
  const byKey = new Map(intents.map((intent) => [intent.key, intent]));
  const changed = syncs.flatMap((sync) => changeOf(sync, byKey));
  if (changed.length === 0) return;
  const waited = await save(tx, accountId, changed);
  for (const { queuedSeconds } of waited) {
    const connector = 'connectorId' in place ? place.connectorId : '';
    if (queuedSeconds !== null) eventToSynced.observe({ connector }, queuedSeconds);
  }
  await saveHistory(
    tx,
    accountId,
    changed.filter(({ before, state }) => before.state !== state.state),
  );
  await appendFeed(tx, accountId, changed.map(syncChange));
}

function changeOf(sync: SyncRow, intents: ReadonlyMap<string, IntentRow>) {
  const candidate = intents.get(intentKey({ contactId: sync.contactId, jobId: null }));
  const application = sync.jobId === null ? undefined : intents.get(intentKey(sync));
  if (!candidate || (sync.jobId !== null && !application)) return [];
  const state = project(application ? [candidate, application] : [candidate]);
  const speaking = [candidate, application].find((intent) => intent?.code) ?? null;
  const before: SyncState =
    sync.state === 'FAILED' ? { state: 'FAILED', code: sync.code ?? 'INTERNAL' } : { state: sync.state };
  const same = before.state === state.state && sync.code === (speaking?.code ?? null);
  if (same) return [];
  return [{ ...sync, before, state, speaking, cause: `intent:${speaking?.key ?? candidate.key}` }];
}

async function save(tx: Transaction, accountId: string, changed: readonly ReturnType<typeof changeOf>[number][]) {
  const input = changed.map(({ syncId, state, speaking }) => ({
    syncId,
    state: state.state,
    code: speaking?.code ?? null,
    message: speaking?.message ?? null,
    retryAt: state.state === 'FAILED' ? null : (speaking?.retryAt ?? null),
    attempts: speaking?.attempts ?? 0,
  }));
  return tx.$queryRaw<{ queuedSeconds: number | null }[]>`
    UPDATE sync SET state = new.state::sync_state, reason = NULL, error_code = new.code, error_message = new.message,
      retry_at = new."retryAt", attempts = new.attempts, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
      AS new ("syncId" uuid, state text, code text, message text, "retryAt" timestamptz, attempts int)
    WHERE account_id = ${accountId}::uuid AND id = new."syncId"
    RETURNING CASE WHEN new.state = 'SYNCED' THEN (
      SELECT extract(epoch FROM now() - h.at)::float8 FROM sync_history h
      WHERE h.account_id = sync.account_id AND h.sync_id = sync.id AND h.to_state = 'QUEUED'
        AND h.from_state IS DISTINCT FROM 'SYNCING'
      ORDER BY h.seq DESC LIMIT 1) END AS "queuedSeconds"`;
}
