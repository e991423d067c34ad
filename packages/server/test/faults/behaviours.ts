import type { FaultInput } from '@handoff/ats-ashby/emulator';

/** What the ATS does with the first candidate, application and message that it is to write. */
export const behaviours = {
  'answers at once': [],
  'answers late': [onWrites({ what: 'slow', when: 'after', delayMs: 60 })],
  'resets before it did anything': [onWrites({ what: 'reset', when: 'before' })],
  'resets after it did it': [onWrites({ what: 'reset', when: 'after' })],
  'says 500 before it did anything': [onWrites({ what: '500', when: 'before' })],
  'says 500 after it did it': [onWrites({ what: '500', when: 'after' })],
  'cuts the answer short': [onWrites({ what: 'cut', when: 'after' })],
  'answers with a page of HTML': [onWrites({ what: 'html', when: 'after' })],
  'says nothing any more, having done it': [onWrites({ what: 'hang', when: 'after' })],
  'asks us to slow down': [onWrites({ what: '429', when: 'before', retryAfter: 0 })],
} as const satisfies Record<string, readonly (readonly FaultInput[])[]>;
export type Behaviour = keyof typeof behaviours;

function onWrites(fault: Omit<FaultInput, 'operation'>): readonly FaultInput[] {
  return [
    { operation: 'candidate.create', ...fault },
    { operation: 'application.create', ...fault },
    { operation: 'candidate.addEmailMessage', ...fault },
  ];
}
