import type { Limits } from '@handoff/core';
import { resetInMs } from './retry-after.ts';

/**
 * A thousand requests a minute, counted per key, in windows that begin with their first request. Ashby
 * publishes no number: this is what its answers' headers say.
 */
export const limits: Limits = {
  buckets: [{ requests: 1000, perMs: 60_000, scope: 'CREDENTIAL' }],
  read(headers) {
    const remaining = Number.parseInt(headers['x-ratelimit-remaining'] ?? '', 10);
    return Number.isInteger(remaining) ? { remaining, resetInMs: resetInMs(headers) } : null;
  },
};
