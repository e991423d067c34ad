import { atsError, type Session } from '@handoff/core';
import type { Call } from './client.ts';

const notYet = { kind: 'REJECTED', error: atsError('UNSUPPORTED', 'This is not written yet.') } as const;

/** What is written to the ATS: each command one remote call at most, and the truth about what became of it. */
export function writes(_call: Call) {
  return {
    createCandidate: async () => notYet,
    ensureApplication: async () => notYet,
  } satisfies Partial<Session>;
}
