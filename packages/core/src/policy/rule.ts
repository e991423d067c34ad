import type { CandidateRef } from '../connector/records.ts';
import type { Reason } from '../sync/state.ts';
import type { Facts, Step, Trigger } from './facts.ts';

/** Why nothing changes for a sync that something was asked of. No fault, and no state of its own. */
export const stays = {
  ALREADY_SYNCED: 'It has synced: nothing in the ATS is touched again.',
  UNDER_WAY: 'It is being synced already.',
  SET_ASIDE: 'It is taken only when it is named: a person dismissed it, or its candidate is gone from the ATS.',
  NOT_WAITING: 'The reply is recorded; nobody was waiting for it.',
  NOT_SYNCED_YET: 'It has not synced yet, so that no application is missing.',
  JOB_GIVEN: 'It has the application to this job already.',
  SWITCHED_OFF: 'Syncing is off, for the account or for the sequence.',
} as const;
export type Stay = keyof typeof stays;

/** How a rule ends the questions. */
export type Ending =
  /** The sync is not made, and says why. */
  | { readonly kind: 'LEAVE'; readonly reason: Reason }
  /** The sync stays as it is. */
  | { readonly kind: 'STAY'; readonly because: Stay }
  /** An earlier candidate has this email: nothing is written until a person decides. */
  | { readonly kind: 'HOLD'; readonly candidate: CandidateRef }
  /** Several candidates have it: a person chooses. */
  | { readonly kind: 'ASK'; readonly candidates: readonly CandidateRef[] };

export type Verdict = { readonly step: Step; readonly ending: Ending | null };

export type Rule = {
  readonly id: string;
  /** The triggers of which it is asked. */
  readonly on: readonly Trigger['kind'][];
  readonly ask: (facts: Facts, trigger: Trigger) => Verdict;
};

type About = Pick<Step, 'rule' | 'value' | 'source'>;

export function passed(about: About, detail: string): Verdict {
  return { step: { ...about, outcome: 'PASSED', detail }, ending: null };
}

export function stopped(about: About, detail: string, ending: Ending): Verdict {
  return { step: { ...about, outcome: 'STOPPED', detail }, ending };
}
