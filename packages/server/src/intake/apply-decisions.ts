import { randomUUIDv7 } from 'node:crypto';
import { type Decision, type IntentView, intentKey, project, type SyncState } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { appendFeed, syncChange } from '../live/feed.ts';
import { saveHistory } from '../live/history.ts';
import { openIntents } from './sql/open-intents.ts';
import { type SyncRow, saveSyncs } from './sql/save-syncs.ts';

/** A decision, and the sync it is about. `before` is null for a sync that begins with it. */
export type Decided = {
  readonly syncId: string | null;
  readonly before: SyncState | null;
  readonly integrationId: string;
  readonly enrollmentId: string;
  readonly contactId: string;
  readonly sequenceId: string;
  readonly decision: Applicable;
  readonly cause: string;
};

type Applicable = Extract<Decision, { kind: 'QUEUE' | 'LEAVE' }>;

/** Whether a decision changes anything here. Events are decided before anybody has looked into the ATS, so that nothing is held yet. */
export function isApplicable(decision: Decision): decision is Applicable {
  return decision.kind === 'QUEUE' || decision.kind === 'LEAVE';
}

/** Writes decisions down in the event's transaction: intents first, then the syncs that they make, history, feed. */
export async function applyDecisions(tx: Transaction, accountId: string, decided: readonly Decided[]): Promise<void> {
  if (decided.length === 0) return;
  const intents = await openIntents(tx, accountId, decided.flatMap(wishes));
  const syncs = decided.map((item) => syncRow(item, intents));
  await saveSyncs(tx, accountId, syncs);
  await saveHistory(tx, accountId, syncs);
  await appendFeed(tx, accountId, syncs.map(syncChange));
}

function wishes({ decision, contactId, integrationId }: Decided) {
  if (decision.kind === 'LEAVE') return [];
  const candidate = { integrationId, contactId, jobId: null };
  return decision.jobId === null ? [candidate] : [candidate, { integrationId, contactId, jobId: decision.jobId }];
}

type IntentStates = ReadonlyMap<string, IntentView>;

function syncRow(item: Decided, intents: IntentStates): SyncRow {
  const state = stateOf(item, intents);
  return {
    syncId: item.syncId ?? randomUUIDv7(),
    integrationId: item.integrationId,
    enrollmentId: item.enrollmentId,
    contactId: item.contactId,
    sequenceId: item.sequenceId,
    jobId: item.decision.kind === 'QUEUE' ? item.decision.jobId : null,
    explanation: item.decision.explanation,
    before: item.before,
    state,
    cause: item.cause,
  };
}

function stateOf({ decision, contactId, integrationId }: Decided, intents: IntentStates): SyncState {
  if (decision.kind === 'LEAVE') return { state: 'NOT_SYNCED', reason: decision.reason };
  const view = (jobId: string | null): IntentView =>
    intents.get(`${integrationId}:${intentKey({ contactId, jobId })}`) ?? { state: 'PENDING', code: null };
  return project(decision.jobId === null ? [view(null)] : [view(null), view(decision.jobId)]);
}
