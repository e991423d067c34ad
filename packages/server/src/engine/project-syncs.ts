import { type ErrorCode, type IntentView, intentKey, objectionToSync, project, type SyncState } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { eventToSynced } from '../telemetry/metrics.ts';
import { type ChangedSync, changeSyncs } from './sql/change-syncs.ts';
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
  for (const { queuedSeconds } of await changeSyncs(tx, accountId, changed)) {
    const connector = 'connectorId' in place ? place.connectorId : '';
    if (queuedSeconds !== null) eventToSynced.observe({ connector }, queuedSeconds);
  }
}

/** What its intents make of a sync; nothing where that is what it is. Throws at a step that the life of a sync does not have. */
function changeOf(sync: SyncRow, byKey: ReadonlyMap<string, IntentRow>): readonly ChangedSync[] {
  const intents = intentsOf(sync, byKey);
  if (intents === null) return [];
  const [before, after] = [stateOf(sync), project(intents)];
  const speaking = intents.find((intent) => intent.code);
  const { code = null, message = null, attempts = 0, retryAt = null } = speaking ?? {};
  const cause = `intent:${(speaking ?? intents[0]).key}`;
  const [from, to] = [before.state, after.state];
  if (from === to && sync.code === code) return [];
  const objection = from === to ? null : objectionToSync(before, after);
  if (objection !== null) throw new Error(`${objection} (${cause})`);
  const { syncId, integrationId, sequenceId } = sync;
  const triedAgainAt = to === 'FAILED' ? null : retryAt;
  return [{ syncId, integrationId, sequenceId, from, to, code, message, attempts, cause, retryAt: triedAgainAt }];
}

/** The intents that a sync shows: its contact's candidate, and the application where it has a job. Null while one is not there. */
function intentsOf(
  { contactId, jobId }: SyncRow,
  byKey: ReadonlyMap<string, IntentRow>,
): readonly [IntentRow, ...IntentRow[]] | null {
  const candidate = byKey.get(intentKey({ contactId, jobId: null }));
  if (!candidate || jobId === null) return candidate ? [candidate] : null;
  const application = byKey.get(intentKey({ contactId, jobId }));
  return application ? [candidate, application] : null;
}

function stateOf({ state, code }: SyncRow): SyncState {
  return state === 'FAILED' ? { state, code: code ?? 'INTERNAL' } : { state };
}
