import type { ErrorCode } from '../errors/codes.ts';
import type { IntentState } from './intent.ts';
import type { SyncState } from './state.ts';

export type IntentView = { readonly state: IntentState; readonly code: ErrorCode | null };

const busy: ReadonlySet<IntentState> = new Set(['CLAIMED', 'SENDING', 'UNKNOWN']);
const waiting: ReadonlySet<IntentState> = new Set(['PENDING', 'RETRY']);

/**
 * What people see of a sync, from the intents that it needs: its candidate, and its application where
 * it has a job. The one place where the two machines meet; a sync's state is never made otherwise once
 * it has an intent.
 */
export function project(intents: readonly [IntentView, ...IntentView[]]): SyncState {
  if (intents.some(({ state }) => state === 'HELD')) return { state: 'EXISTS' };
  if (intents.some(({ state }) => busy.has(state))) return { state: 'SYNCING' };
  const rejected = intents.find(({ state }) => state === 'REJECTED');
  const candidateRejected = intents[0].state === 'REJECTED';
  if (!candidateRejected && intents.some(({ state }) => waiting.has(state))) return { state: 'QUEUED' };
  if (rejected) return { state: 'FAILED', code: rejected.code ?? 'INTERNAL' };
  if (intents.some(({ state }) => state === 'CANCELLED')) return { state: 'NOT_SYNCED', reason: 'CANCELLED' };
  return { state: 'SYNCED' };
}
