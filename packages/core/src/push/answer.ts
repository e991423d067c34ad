import type { Outcome } from '../connector/outcome.ts';
import { type AtsError, atsError, pausesIntegration } from '../errors/ats-error.ts';
import { errorCodes } from '../errors/codes.ts';
import type { Instant } from '../instant.ts';
import { type IntentInHand, type LateAnswer, mostFailures, type PushTimes, type Setback } from './protocol.ts';

type Tried = Pick<IntentInHand, 'failures'>;

/** What an answer to a send makes of its intent: the table at the head of protocol.ts. */
export type Answered<T> = { readonly kind: 'DONE'; readonly value: T } | ({ readonly kind: 'SETBACK' } & Setback);

export function afterOutcome<T>(intent: Tried, outcome: Outcome<T>, times: PushTimes): Answered<T> {
  switch (outcome.kind) {
    case 'APPLIED':
    case 'ALREADY':
      return { kind: 'DONE', value: outcome.value };
    case 'UNKNOWN':
      return {
        kind: 'SETBACK',
        move: { to: 'UNKNOWN', error: outcome.error, retryInMs: times.firstLookMs },
        waits: null,
      };
    case 'NOT_DONE':
    case 'REJECTED':
      return { kind: 'SETBACK', ...afterError(intent, outcome.error, times) };
  }
}

/** An error before anything was sent, or after the ATS said that it did nothing. */
export function afterError({ failures }: Tried, error: AtsError, times: PushTimes): Setback {
  if (pausesIntegration(error)) return { move: { to: 'PENDING', error }, waits: error };
  const { retry, scope } = errorCodes[error.code];
  if (retry !== 'BACKOFF' && retry !== 'AT_TIME') return { move: { to: 'REJECTED', error }, waits: null };
  if (scope === 'INTEGRATION') {
    return { move: { to: 'RETRY', error, retryInMs: waitMs(error, 1, times) }, waits: error };
  }
  const failed = failures + 1;
  if (failed >= mostFailures) return { move: { to: 'REJECTED', error, failures: failed }, waits: null };
  return { move: { to: 'RETRY', error, failures: failed, retryInMs: waitMs(error, failed, times) }, waits: null };
}

/** A look at what is unknown went wrong: it stays unknown, for so many looks. */
export function afterFailedLook(
  { state, failures }: Pick<IntentInHand, 'state' | 'failures'>,
  error: AtsError,
  times: PushTimes,
): Setback {
  if (state !== 'UNKNOWN') return afterError({ failures }, error, times);
  const isOwn = errorCodes[error.code].scope !== 'INTEGRATION';
  const failed = isOwn ? failures + 1 : failures;
  if (failed >= mostFailures) {
    const message = `The ATS never said what became of it, and cannot be asked: ${error.message}`;
    return { move: { to: 'REJECTED', error: atsError('OUTCOME_UNKNOWN', message), failures: failed }, waits: null };
  }
  const retryInMs = waitMs(error, failed, times);
  return { move: { to: 'UNKNOWN', error, failures: failed, retryInMs }, waits: isOwn ? null : error };
}

/** What an answer is worth to the next owner; null where it says nothing. */
export function asEvidence<T>(outcome: Outcome<T>, sentAt: Instant): LateAnswer<T> | null {
  switch (outcome.kind) {
    case 'APPLIED':
    case 'ALREADY':
      return { kind: 'DONE', value: outcome.value };
    case 'UNKNOWN':
      return null;
    case 'NOT_DONE':
    case 'REJECTED':
      return { kind: 'NOT_DONE', sentAt, error: outcome.error };
  }
}

/** The ATS's own wish first, else a wait that doubles; never longer than the longest. */
export function waitMs(error: AtsError, failures: number, times: PushTimes): number {
  const backoff = times.backoffMs * 2 ** Math.min(failures, 16);
  return Math.min(error.retryAfterMs ?? backoff, times.longestMs);
}
