import {
  type AtsError,
  afterFailedLook,
  afterOutcome,
  type LateAnswer,
  type Outcome,
  type Setback,
} from '@handoff/core';
import type { Kept } from './keep.ts';
import type { Pushed } from './push-context.ts';
import type { Move } from './record.ts';
import type { RetryTimes } from './retry.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';

/** Said of a candidate that was made, or asked for, a moment ago: it has no applications yet. */
export type KnownOfCandidate = { readonly applications?: 'NONE_YET' };

/** Where an answer leaves an intent, and the integration. */
export type Settled = { readonly pushed: Pushed; readonly moves: readonly Move[]; readonly known?: KnownOfCandidate };

/** What a send came to: its outcome, and what it is worth to the next owner should this one have lost the lease. */
export type Sent<T> = { readonly outcome: Outcome<T>; readonly evidence: LateAnswer<T> | null };

/** What the outcome of a send makes of its intent, as rows; `soften` has the last word on one that did not end well. */
export function settleSent<T>(
  { intent, sent, times }: { intent: ClaimedIntent; sent: Sent<T>; times: RetryTimes },
  keep: (value: T) => readonly Kept[],
  soften: (setback: Setback) => Setback = (setback) => setback,
): Settled {
  const answered = afterOutcome(intent, sent.outcome, times);
  const { evidence } = sent;
  if (answered.kind === 'DONE')
    return ended(moveOf(intent)('DONE', { failures: 0, keep: keep(answered.value), evidence }));
  const settled = settleSetback(intent, soften(answered), evidence);
  const { outcome } = sent;
  return outcome.kind === 'UNKNOWN' ? { ...settled, pushed: { kind: 'UNANSWERED', error: outcome.error } } : settled;
}

/** A failure before anything was sent. What is unknown stays so. */
export function settleFailure(intent: ClaimedIntent, error: AtsError, times: RetryTimes): Settled {
  return settleSetback(intent, afterFailedLook(intent, error, times));
}

export function settleSetback(
  { id, contactId }: ClaimedIntent,
  setback: Setback,
  evidence: Move['evidence'] = null,
): Settled {
  const { move, waits } = setback;
  return {
    pushed: waits ? { kind: 'WAIT', error: waits } : { kind: 'DONE' },
    moves: [{ intentId: id, contactId, ...move, evidence }],
  };
}

export function moveOf({ id, contactId }: ClaimedIntent) {
  return (to: Move['to'], more: Omit<Move, 'intentId' | 'contactId' | 'to'> = {}): Move => ({
    intentId: id,
    contactId,
    to,
    ...more,
  });
}

export function ended(move: Move): Settled {
  return { pushed: { kind: 'DONE' }, moves: [move] };
}
