import { atsError } from '../errors/ats-error.ts';
import { afterError } from './answer.ts';
import { type IntentInHand, type LateAnswer, type Moved, mostSends, type PushTimes } from './protocol.ts';

/** No look is further from the last one than this many first waits. */
const slowestLook = 5;

/** Nothing was found: wait for the end of the quarantine, try once more after it, or leave it to a person. */
export function stillUnknown(intent: IntentInHand, times: PushTimes): Moved {
  const leftMs = times.quarantineMs - intent.unknownForMs;
  if (leftMs > 0) {
    const error = atsError(
      'OUTCOME_UNKNOWN',
      'The ATS did not answer; it is looked up before anything is tried again.',
    );
    return { to: 'UNKNOWN', error, retryInMs: Math.min(leftMs, times.firstLookMs * slowestLook) };
  }
  if (intent.attempts < mostSends) return { to: 'PENDING' };
  const message = `It was sent ${intent.attempts} times, and the ATS never said what became of it.`;
  return { to: 'REJECTED', error: atsError('OUTCOME_UNKNOWN', message) };
}

type Settled<T> = Extract<LateAnswer<T>, { kind: 'DONE' }> | { readonly kind: 'NOT_DONE'; readonly move: Moved };

/**
 * What a late answer settles. That it was done always counts. That it was not counts for the send it is
 * about, as long as that is the one whose outcome is unknown.
 */
export function settledLate<T>(intent: IntentInHand<T>, times: PushTimes): Settled<T> | null {
  const { lateAnswer, state, sentAt } = intent;
  if (lateAnswer === null || lateAnswer.kind === 'DONE') return lateAnswer;
  if (state !== 'UNKNOWN' || lateAnswer.sentAt.getTime() !== sentAt?.getTime()) return null;
  const { move } = afterError(intent, lateAnswer.error, times);
  // From unknown there is no way to a wait: it is free again, and what is wrong shows itself once more.
  return { kind: 'NOT_DONE', move: move.to === 'RETRY' ? { to: 'PENDING' } : move };
}
