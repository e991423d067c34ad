import type { CandidateRef } from '../connector/records.ts';
import { type DuplicateDecision, matchDuplicate } from './duplicate.ts';
import type { Facts, Step, Trigger } from './facts.ts';
import { jobFor, lacksApplication, mayAssign } from './job.ts';
import { accountIsOn, addedAfterConnection, hasEmail, nothingToWaitFor, replyIsAwaited, sequenceIsOn } from './mode.ts';
import { notSetAside, notSyncedYet, notUnderWay } from './resync.ts';
import type { Ending, Rule } from './rule.ts';

/** What becomes of an enrollment, with every rule that was asked, in order. */
export type Decision = (
  | {
      readonly kind: 'QUEUE';
      readonly jobId: string | null;
      /** How the candidate comes about, as far as it is known now. */
      readonly candidate: 'LINKED' | 'CREATE' | 'LINK' | 'LOOK_FIRST';
      /** The earlier candidate that a person should see. */
      readonly mark: CandidateRef | null;
    }
  | Exclude<Ending, { kind: 'LEAVE' }>
  | (Extract<Ending, { kind: 'LEAVE' }> & { readonly mark: CandidateRef | null })
) & { readonly explanation: readonly Step[] };

/** The rules in the order in which they are asked: where several stop, the first is the one shown. */
export const rules: readonly Rule[] = [
  notSyncedYet,
  notUnderWay,
  notSetAside,
  replyIsAwaited,
  lacksApplication,
  mayAssign,
  addedAfterConnection,
  accountIsOn,
  sequenceIsOn,
  hasEmail,
  nothingToWaitFor,
];

const rulesOn: Readonly<Record<Trigger['kind'], readonly Rule[]>> = {
  ADDED: askedOn('ADDED'),
  REPLIED: askedOn('REPLIED'),
  RESYNC: askedOn('RESYNC'),
  ASSIGN_JOB: askedOn('ASSIGN_JOB'),
  LINKED: askedOn('LINKED'),
};

function askedOn(kind: Trigger['kind']): readonly Rule[] {
  return rules.filter(({ on }) => on.includes(kind));
}

/**
 * Decides what becomes of an enrollment when something happens to it, and says why. Pure: the same
 * facts give the same decision for a push, a preview and an explanation.
 */
export function decide(trigger: Trigger, facts: Facts): Decision {
  const explanation: Step[] = [];
  for (const rule of rulesOn[trigger.kind]) {
    const { step, ending } = rule.ask(facts, trigger);
    explanation.push(step);
    if (ending === null) continue;
    return ending.kind === 'LEAVE' ? left(ending, { facts, explanation }) : { ...ending, explanation };
  }
  return matched(trigger, facts, explanation);
}

/** Who waits for a reply is looked up all the same: the mark comes before anyone is emailed (S6.6). */
function left(
  ending: Extract<Ending, { kind: 'LEAVE' }>,
  { facts, explanation }: { facts: Facts; explanation: readonly Step[] },
): Decision {
  const waits = ending.reason === 'WAITING_FOR_REPLY' && facts.ats.linkedTo === null;
  if (!waits || facts.ats.found === 'NOT_KNOWN') return { ...ending, mark: null, explanation };
  const { match, step } = matchDuplicate(facts);
  if (match.kind === 'HOLD') return { ...match, explanation: [...explanation, { ...step, rule: 'S6.6' }] };
  return { ...ending, mark: markOf(match), explanation };
}

function matched(trigger: Trigger, facts: Facts, asked: readonly Step[]): Decision {
  const { jobId, step: chosen } = jobFor(trigger, facts);
  if (facts.ats.linkedTo !== null || trigger.kind === 'LINKED' || trigger.kind === 'ASSIGN_JOB') {
    return {
      kind: 'QUEUE',
      jobId,
      candidate: 'LINKED',
      mark: null,
      explanation: [...asked, linked(trigger, facts), chosen],
    };
  }
  const { match, step } = matchDuplicate(facts);
  if (match.kind === 'HOLD') return { ...match, explanation: [...asked, step] };
  if (match.kind === 'AMBIGUOUS') return { kind: 'ASK', candidates: match.candidates, explanation: [...asked, step] };
  return { kind: 'QUEUE', jobId, candidate: match.kind, mark: markOf(match), explanation: [...asked, step, chosen] };
}

function linked(trigger: Trigger, { ats }: Facts): Step {
  const byPerson = trigger.kind === 'LINKED';
  return {
    rule: byPerson ? 'S6.7' : 'S6.5',
    outcome: 'PASSED',
    detail: byPerson ? 'A person said which candidate this is.' : 'The contact is our candidate already.',
    value: byPerson ? trigger.remoteId : ats.linkedTo,
    source: byPerson ? 'REQUEST' : 'ATS',
  };
}

function markOf(match: DuplicateDecision): CandidateRef | null {
  return match.kind === 'LINK' && match.mark === 'MARKED' ? match.candidate : null;
}
