import type { Step, SyncState } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';

/** A sync as decided, with what it was before. */
export type SyncRow = {
  readonly syncId: string;
  readonly integrationId: string;
  readonly enrollmentId: string;
  readonly contactId: string;
  readonly sequenceId: string;
  readonly jobId: string | null;
  readonly explanation: readonly Step[];
  readonly before: SyncState | null;
  readonly state: SyncState;
  readonly cause: string;
};

/** Begins these syncs, or moves the ones that were there. */
export async function saveSyncs(tx: Transaction, accountId: string, syncs: readonly SyncRow[]): Promise<void> {
  const input = syncs.map(({ state, before, cause, ...row }) => ({ ...row, ...columns(state) }));
  await tx.$executeRaw`
    INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, reason, error_code, job_id, explanation)
    SELECT ${accountId}::uuid, "syncId", "integrationId", "enrollmentId", "contactId", "sequenceId",
      state::sync_state, reason::not_synced_reason, code, "jobId", explanation
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb) AS (
      "syncId" uuid, "integrationId" uuid, "enrollmentId" uuid, "contactId" uuid, "sequenceId" uuid,
      state text, reason text, code text, "jobId" uuid, explanation jsonb)
    ON CONFLICT (account_id, integration_id, enrollment_id) DO UPDATE SET
      state = EXCLUDED.state, reason = EXCLUDED.reason, error_code = EXCLUDED.error_code, error_message = NULL,
      job_id = EXCLUDED.job_id, explanation = EXCLUDED.explanation, updated_at = now()`;
}

/** A state as its columns. */
function columns(state: SyncState): { state: SyncState['state']; reason: string | null; code: string | null } {
  return {
    state: state.state,
    reason: state.state === 'NOT_SYNCED' ? state.reason : null,
    code: state.state === 'FAILED' ? state.code : null,
  };
}
