import { objectionToSync, type SyncState } from '@handoff/core';
import type { Transaction } from '../database/client.ts';

/** One step of a sync, with what made it. */
export type Transition = {
  readonly syncId: string;
  readonly before: SyncState | null;
  readonly state: SyncState;
  /** `event:…`, `member:…`, `intent:…`: what a person can follow up. */
  readonly cause: string;
};

/** Writes down the transitions, in the transaction that makes them. Throws at one that the life of a sync does not have. */
export async function saveHistory(tx: Transaction, accountId: string, steps: readonly Transition[]): Promise<void> {
  for (const { before, state, cause } of steps) {
    const objection = objectionToSync(before, state);
    if (objection !== null) throw new Error(`${objection} (${cause})`);
  }
  const input = steps.map(({ syncId, before, state, cause }) => ({
    syncId,
    cause,
    fromState: before?.state ?? null,
    fromReason: before?.state === 'NOT_SYNCED' ? before.reason : null,
    toState: state.state,
    toReason: state.state === 'NOT_SYNCED' ? state.reason : null,
  }));
  await tx.$executeRaw`
    INSERT INTO sync_history (account_id, sync_id, from_state, from_reason, to_state, to_reason, cause)
    SELECT ${accountId}::uuid, "syncId", "fromState"::sync_state, "fromReason"::not_synced_reason,
      "toState"::sync_state, "toReason"::not_synced_reason, cause
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb) AS (
      "syncId" uuid, "fromState" text, "fromReason" text, "toState" text, "toReason" text, cause text)`;
}
