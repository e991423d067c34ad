import { atsError, type Session } from '@handoff/core';
import type { Call } from './client.ts';

const notYet = { ok: false, error: atsError('UNSUPPORTED', 'This is not written yet.') } as const;

/** What is asked of the ATS. A failure is never taken for "nothing is there". */
export function reads(_call: Call) {
  return {
    check: async () => notYet,
    listJobs: async () => notYet,
    findCandidates: async () => notYet,
    getCandidate: async () => notYet,
  } satisfies Partial<Session>;
}
