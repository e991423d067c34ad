import { explain, type Facts, nothingKnown, type Standing, type Step } from '@handoff/core';
import { questionOf } from './decided-on.ts';

/** A sync to explain. `decidedOn` is null for one that began when the integration was connected. */
export type SyncToExplain = Pick<Standing, 'state' | 'found' | 'message'> & {
  readonly decidedOn: unknown;
  readonly enrollment: Facts['enrollment'];
  readonly settings: Facts['settings'];
};

export function explainSync({ decidedOn, enrollment, settings, ...standing }: SyncToExplain): readonly Step[] {
  const question = decidedOn === null ? atConnection(enrollment, settings) : questionOf(decidedOn, enrollment);
  return explain({ ...question, ...standing });
}

/** Everybody who was there before the integration: the policy stops at its first question (S1.5). */
function atConnection(
  enrollment: Facts['enrollment'],
  settings: Facts['settings'],
): Pick<Standing, 'trigger' | 'facts'> {
  return {
    trigger: { kind: 'ADDED' },
    facts: {
      settings,
      sequence: { syncEnabled: true, jobSelection: 'NONE', jobId: null },
      enrollment,
      contact: { email: null },
      sync: null,
      ats: nothingKnown,
    },
  };
}
