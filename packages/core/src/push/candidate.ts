import type { Capabilities } from '../connector/capabilities.ts';
import type { CandidateRef } from '../connector/records.ts';
import { atsError } from '../errors/ats-error.ts';
import type { Instant } from '../instant.ts';
import { decideDuplicate } from '../policy/duplicate.ts';
import type { OnDuplicate } from '../policy/facts.ts';
import { type IntentInHand, type PushStep, type PushTimes, recordAs } from './protocol.ts';
import { settledLate, stillUnknown } from './unknown.ts';

/** What the ATS says about the contact's email. */
export type Look =
  | { readonly kind: 'NOT_YET' }
  | {
      readonly kind: 'FOUND';
      readonly candidates: readonly CandidateRef[];
      /** Those of them that we created: remote ids. */
      readonly createdByUs: readonly string[];
    };

export type CandidateSituation = {
  readonly intent: IntentInHand<CandidateRef>;
  readonly contact: {
    readonly email: string | null;
    /** When it was first added to a sequence: an older candidate is a duplicate (S6.1). */
    readonly addedAt: Instant;
    /** The job it is put forward for first. */
    readonly jobRemoteId: string | null;
  };
  readonly settings: { readonly deduplication: boolean; readonly onDuplicate: OnDuplicate };
  readonly candidateWithoutJob: Capabilities['candidateWithoutJob'];
  readonly look: Look;
};

/** What to do next so that the contact is a candidate, once. */
export function nextForCandidate(situation: CandidateSituation, times: PushTimes): PushStep {
  const { intent, contact, look } = situation;
  const late = settledLate(intent, times);
  if (late?.kind === 'DONE') return recordAs('DONE', {}, [{ kind: 'LINK', candidate: late.value, origin: 'CREATED' }]);
  if (late?.kind === 'NOT_DONE') return { kind: 'RECORD', move: late.move, keep: [] };
  if (contact.email === null) {
    return recordAs('REJECTED', { error: atsError('MISSING_EMAIL', 'The contact has no email address.') });
  }
  if (look.kind === 'NOT_YET') return { kind: 'LOOK' };
  if (intent.state === 'UNKNOWN') return lookedUp(intent, look.candidates, times);
  return looked(situation, look);
}

/** Nothing of ours is under way: the policy says what is made of who was found. */
function looked(situation: CandidateSituation, look: Extract<Look, { kind: 'FOUND' }>): PushStep {
  const { contact, settings, candidateWithoutJob } = situation;
  const { candidates: found, createdByUs } = look;
  const decision = decideDuplicate({ ...settings, addedAt: contact.addedAt, found, createdByUs });
  switch (decision.kind) {
    case 'CREATE':
      if (candidateWithoutJob === 'POSSIBLE' || contact.jobRemoteId !== null) return { kind: 'SEND' };
      return recordAs('REJECTED', { error: atsError('JOB_REQUIRED', 'The ATS takes nobody without a job.') });
    case 'HOLD':
      return recordAs('HELD', {}, [{ kind: 'MARK', candidates: [decision.candidate] }]);
    case 'LINK': {
      const { candidate, mark } = decision;
      const link = { kind: 'LINK', candidate, origin: 'LINKED' } as const;
      return recordAs('DONE', {}, mark === 'MARKED' ? [link, { kind: 'MARK', candidates: [candidate] }] : [link]);
    }
    case 'AMBIGUOUS':
      return ambiguous(decision.candidates);
    case 'LOOK_FIRST':
      return { kind: 'LOOK' };
  }
}

/** A creation was sent and never answered. Somebody else's candidate says nothing about ours until the quarantine is over. */
function lookedUp(intent: IntentInHand<CandidateRef>, found: readonly CandidateRef[], times: PushTimes): PushStep {
  const ours = found.find(({ createdAt }) => isOurs(createdAt, intent.sentAt));
  if (ours) return recordAs('DONE', {}, [{ kind: 'LINK', candidate: ours, origin: 'CREATED' }]);
  const [other, ...more] = found;
  if (other === undefined || intent.unknownForMs < times.quarantineMs) {
    return { kind: 'RECORD', move: stillUnknown(intent, times), keep: [] };
  }
  if (more.length > 0) return ambiguous(found);
  return recordAs('DONE', {}, [{ kind: 'LINK', candidate: other, origin: 'LINKED' }]);
}

/** We named the moment of its creation. Some ATSs keep no milliseconds of it. */
function isOurs(createdAt: Instant, sentAt: Instant | null): boolean {
  return sentAt !== null && Math.abs(createdAt.getTime() - sentAt.getTime()) < 1_000;
}

function ambiguous(candidates: readonly CandidateRef[]): PushStep {
  const message = `${candidates.length} candidates in the ATS have this email address.`;
  return recordAs('REJECTED', { error: atsError('AMBIGUOUS_MATCH', message) }, [{ kind: 'MARK', candidates }]);
}
