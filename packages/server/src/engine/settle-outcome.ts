import { type AtsError, type Outcome, pausesIntegration } from '@handoff/core';
import type { Pushed } from './push-context.ts';
import type { Move } from './record.ts';
import { afterFailure, type RetryTimes } from './retry.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';

/** Where an answer leaves an intent, and the integration. */
export type Settled = { readonly pushed: Pushed; readonly moves: readonly Move[] };

/** What the outcome of a send makes of its intent: the table at the head of push.ts. */
export function settleOutcome<T>(
  { intent, outcome, times }: { intent: ClaimedIntent; outcome: Outcome<T>; times: RetryTimes },
  keep: (value: T) => NonNullable<Move['with']>,
): Settled {
  const move = moveOf(intent);
  switch (outcome.kind) {
    case 'APPLIED':
    case 'ALREADY':
      return ended(move('DONE', { with: keep(outcome.value) }));
    case 'UNKNOWN':
      return ended(move('UNKNOWN', { error: outcome.error, retryInMs: times.firstLookMs }));
    case 'NOT_DONE':
    case 'REJECTED':
      return settleError(intent, outcome.error, times);
  }
}

/** An error before anything was sent, or after the ATS said that it did nothing. */
export function settleError(intent: ClaimedIntent, error: AtsError, times: RetryTimes): Settled {
  const waits = pausesIntegration(error) || error.code === 'RATE_LIMITED' || error.code === 'REMOTE_UNAVAILABLE';
  return {
    pushed: waits ? { kind: 'WAIT', error } : { kind: 'DONE' },
    moves: [{ intentId: intent.id, contactId: intent.contactId, ...afterFailure(intent, error, times) }],
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
