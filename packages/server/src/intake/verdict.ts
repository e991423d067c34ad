import type { Decision, Facts, IntentState, OnDuplicate, Reason, Trigger } from '@handoff/core';
import { decidedOnOf } from './decided-on.ts';

/** A decision as it is written down: the same row for one sync of an event and for thousands of a run. */
export type Verdict = {
  /** Where the contact's candidate intent begins, or begins again; null when none is needed. */
  readonly candidate: Extract<IntentState, 'PENDING' | 'HELD' | 'DONE'> | null;
  readonly jobId: string | null;
  /** Why it is left; null when its state follows from its intents. */
  readonly reason: Reason | null;
  /** How an earlier candidate is handled; null while deduplication is off. */
  readonly onDuplicate: OnDuplicate | null;
  readonly decidedOn: ReturnType<typeof decidedOnOf>;
};

/** Null when nothing changes: the sync stays, or is left for the reason that it shows already. */
export function verdictOf(trigger: Trigger, facts: Facts, decision: Decision): Verdict | null {
  const { deduplication, onDuplicate } = facts.settings;
  const same = {
    onDuplicate: deduplication ? onDuplicate : null,
    decidedOn: decidedOnOf(trigger, facts),
  };
  switch (decision.kind) {
    case 'QUEUE':
      return {
        ...same,
        candidate: decision.candidate === 'LINKED' ? 'DONE' : 'PENDING',
        jobId: decision.jobId,
        reason: null,
      };
    case 'HOLD':
      return { ...same, candidate: 'HELD', jobId: null, reason: null };
    case 'LEAVE':
      if (isShown(decision.reason, facts.sync)) return null;
      // Whom a person has linked stays linked while it waits.
      return {
        ...same,
        candidate: trigger.kind === 'LINKED' ? 'DONE' : null,
        jobId: null,
        reason: decision.reason,
      };
    case 'STAY':
    case 'ASK':
      return null;
  }
}

/** "Added before the connection" comes first of all reasons, and stays true. */
function isShown(reason: Reason, sync: Facts['sync']): boolean {
  if (sync?.state.state !== 'NOT_SYNCED') return false;
  return sync.state.reason === reason || sync.state.reason === 'ADDED_BEFORE_CONNECTION';
}
