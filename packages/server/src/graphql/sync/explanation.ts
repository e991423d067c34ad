import type { Standing, Step } from '@handoff/core';
import type { CandidateLink, DuplicateMark } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';

const StepOutcome = builder.enumType('StepOutcome', {
  description: 'What a rule said.',
  values: {
    PASSED: { description: 'Go on.' },
    STOPPED: { description: 'No further: this is why.' },
    CHOSEN: { description: 'It chose, and did not stop.' },
  },
});

export const ExplanationStep = builder.objectRef<Step>('ExplanationStep').implement({
  description: 'One rule that was asked, in the order in which they are asked.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'Its id.' }),
    outcome: t.expose('outcome', { type: StepOutcome, description: 'What it said.' }),
    detail: t.exposeString('detail', { description: 'The same in words, for a person.' }),
  }),
});

/** What is known in the ATS of a sync's contact, for its explanation. */
export function foundOf(link: CandidateLink | null, mark: DuplicateMark | null): Standing['found'] {
  if (link?.origin === 'CREATED') return { kind: 'CREATED' };
  const known = link ?? mark;
  if (known === null) return { kind: 'NOTHING_YET' };
  const { remoteId, url, remoteCreatedAt: createdAt } = known;
  return { kind: 'FOUND', candidate: { remoteId, url, createdAt } };
}
