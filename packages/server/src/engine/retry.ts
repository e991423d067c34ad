import { type AtsError, errorCodes, pausesIntegration } from '@handoff/core';
import type { Move } from './record.ts';

/** The waits of the engine, in milliseconds. Tests make them short. */
export type RetryTimes = {
  /** From the send until a negative look-up counts: the remote time-out, its commit delay, its search's lag. */
  readonly quarantineMs: number;
  /** From an unknown outcome until the first look-up. */
  readonly firstLookMs: number;
  /** The first wait after a failure; it doubles with each attempt. */
  readonly backoffMs: number;
  /** No wait is longer, whatever the ATS asks for. */
  readonly longestMs: number;
  /** For how long an owner has an integration without a renewal: what its death costs. */
  readonly leaseMs: number;
  /** From the first byte of a request to the last of its answer. */
  readonly sendMs: number;
};

export const defaultTimes: RetryTimes = {
  quarantineMs: 30_000,
  firstLookMs: 1_000,
  backoffMs: 1_000,
  longestMs: 300_000,
  leaseMs: 10_000,
  sendMs: 10_000,
};

/** A contact that fails again and again for itself alone is given up, so that it holds nobody back. */
const mostAttempts = 6;

/** Where an intent goes after an error, by the error table. */
export function afterFailure(
  { attempts }: { attempts: number },
  error: AtsError,
  times: RetryTimes,
): Pick<Move, 'to' | 'error' | 'retryInMs'> {
  if (pausesIntegration(error)) return { to: 'PENDING', error };
  const { retry, scope } = errorCodes[error.code];
  const byItself = retry === 'BACKOFF' || retry === 'AT_TIME';
  if (!byItself || (scope === 'ITEM' && attempts >= mostAttempts)) return { to: 'REJECTED', error };
  return { to: 'RETRY', error, retryInMs: waitMs(error, attempts, times) };
}

/** The ATS's own wish first, else a wait that doubles; never longer than the longest. */
export function waitMs(error: AtsError, attempts: number, times: RetryTimes): number {
  const backoff = times.backoffMs * 2 ** Math.min(attempts, 16);
  return Math.min(error.retryAfterMs ?? backoff, times.longestMs);
}
