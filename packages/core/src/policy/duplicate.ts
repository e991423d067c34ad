import type { CandidateRef } from '../connector/records.ts';
import type { Instant } from '../instant.ts';
import type { AtsFacts, Facts, OnDuplicate, Step } from './facts.ts';

/** What to do about the candidates that the ATS has with a contact's email (S6). */
export type DuplicateDecision =
  | { readonly kind: 'CREATE' }
  /** `marked`: a person should see that somebody else put this candidate there earlier. */
  | { readonly kind: 'LINK'; readonly candidate: CandidateRef; readonly mark: 'MARKED' | 'UNMARKED' }
  | { readonly kind: 'HOLD'; readonly candidate: CandidateRef }
  | { readonly kind: 'AMBIGUOUS'; readonly candidates: readonly CandidateRef[] }
  /** Nobody looked, or the look-up failed: nothing is created on an unknown answer (S6.8). */
  | { readonly kind: 'LOOK_FIRST' };

export type DuplicateFacts = {
  readonly deduplication: boolean;
  readonly onDuplicate: OnDuplicate;
  /** When the contact was first added to a sequence here. */
  readonly addedAt: Instant;
  readonly found: AtsFacts['found'];
  readonly createdByUs: AtsFacts['createdByUs'];
};

/** The same email never makes a second candidate (S6.3); whether it is marked or held is a setting (S6.1, S6.2). */
export function decideDuplicate(facts: DuplicateFacts): DuplicateDecision {
  const { found, onDuplicate } = facts;
  if (found === 'NOT_KNOWN') return { kind: 'LOOK_FIRST' };
  const [candidate, ...others] = found;
  if (candidate === undefined) return { kind: 'CREATE' };
  if (others.length > 0) return { kind: 'AMBIGUOUS', candidates: found };
  if (!isDuplicate(candidate, facts)) return { kind: 'LINK', candidate, mark: 'UNMARKED' };
  return onDuplicate === 'WARN' ? { kind: 'LINK', candidate, mark: 'MARKED' } : { kind: 'HOLD', candidate };
}

/** Somebody else put the candidate there before the contact was added here (S6.1); our own never are one (S6.5). */
function isDuplicate({ createdAt, remoteId }: CandidateRef, facts: DuplicateFacts): boolean {
  return facts.deduplication && createdAt < facts.addedAt && !facts.createdByUs.includes(remoteId);
}

/** What the look-up leads to, with the step that says so. */
export function matchDuplicate({ settings, enrollment, ats }: Facts): { match: DuplicateDecision; step: Step } {
  const match = decideDuplicate({ ...settings, ...ats, addedAt: enrollment.addedAt });
  const about = { rule: ruleOf[match.kind], source: 'ATS' } as const;
  const value = ats.found === 'NOT_KNOWN' ? null : ats.found.length;
  const outcome = match.kind === 'HOLD' || match.kind === 'AMBIGUOUS' ? 'STOPPED' : 'PASSED';
  return { match, step: { ...about, value, outcome, detail: sentenceOf(match) } };
}

const ruleOf = { CREATE: 'S6.3', LINK: 'S6.3', HOLD: 'S6.1', AMBIGUOUS: 'S6.7', LOOK_FIRST: 'S6.8' } as const;

function sentenceOf(match: DuplicateDecision): string {
  switch (match.kind) {
    case 'CREATE':
      return 'Nobody in the ATS has this email.';
    case 'LINK':
      return match.mark === 'MARKED'
        ? 'An earlier candidate has this email: the contact is marked, and linked to it.'
        : 'The candidate with this email is this contact.';
    case 'HOLD':
      return 'An earlier candidate has this email: nothing is written until a person decides.';
    case 'AMBIGUOUS':
      return 'Several candidates have this email: a person chooses.';
    case 'LOOK_FIRST':
      return 'The ATS is asked for this email before anything is created.';
  }
}
