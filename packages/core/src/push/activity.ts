import type { Capabilities } from '../connector/capabilities.ts';
import { atsError } from '../errors/ats-error.ts';
import { type IntentInHand, type PushStep, type PushTimes, recordAs, type Setback } from './protocol.ts';
import { settledLate, stillUnknown } from './unknown.ts';

/** The record of an activity in the ATS. */
export type ActivityRecord = { readonly remoteId: string };

export type ActivitySituation = {
  readonly intent: IntentInHand<ActivityRecord>;
  readonly can: Pick<Capabilities, 'activity' | 'idempotencyKey'>;
};

/**
 * What to do next so that an activity is written, once. An ATS that keeps messages, or knows idempotency
 * keys, tells a repetition from a new one: an unknown one waits for the end of the quarantine, and is sent
 * again. Where a note could be there twice, nothing is sent again: a person is told (S7.5).
 */
export function nextForActivity({ intent, can }: ActivitySituation, times: PushTimes): PushStep {
  const late = settledLate(intent, times);
  if (late?.kind === 'DONE') return recordAs('DONE');
  if (late?.kind === 'NOT_DONE') return { kind: 'RECORD', move: late.move, keep: [] };
  if (intent.state === 'CLAIMED') return { kind: 'SEND' };
  const move = stillUnknown(intent, times);
  if (move.to !== 'PENDING' || tellsRepetitions(can)) return { kind: 'RECORD', move, keep: [] };
  const message = 'It was sent, the ATS never said what became of it, and could not tell a second one from the first.';
  return recordAs('REJECTED', { error: atsError('OUTCOME_UNKNOWN', message) });
}

function tellsRepetitions({ activity, idempotencyKey }: ActivitySituation['can']): boolean {
  return activity === 'NATIVE' || idempotencyKey === 'SUPPORTED';
}

/** Activity never blocks the contact's own sync: a permission that it alone lacks is its own matter (S7.5). */
export function withoutBlocking(setback: Setback): Setback {
  if (setback.waits?.code !== 'PERMISSION_MISSING') return setback;
  return { move: { to: 'REJECTED', error: setback.waits }, waits: null };
}
