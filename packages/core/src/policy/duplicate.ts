import type { CandidateRecord } from '../connector/records.ts';
import type { Instant } from '../instant.ts';

/** What to do when the ATS already has candidates with a contact's email (S6). */
export type DuplicateDecision =
  | { readonly kind: 'CREATE' }
  /** `marked`: a person should see that somebody else put this candidate there earlier. */
  | { readonly kind: 'LINK'; readonly candidate: CandidateRecord; readonly mark: 'MARKED' | 'UNMARKED' }
  | { readonly kind: 'HOLD'; readonly candidate: CandidateRecord }
  | { readonly kind: 'AMBIGUOUS'; readonly candidates: readonly CandidateRecord[] };

export type DuplicateFacts = {
  readonly deduplication: boolean;
  readonly onDuplicate: OnDuplicate;
  /** When the contact was first added to a sequence here. */
  readonly addedAt: Instant;
  readonly found: readonly CandidateRecord[];
};

export const onDuplicates = ['HOLD', 'WARN'] as const;
export type OnDuplicate = (typeof onDuplicates)[number];

/** The same email never makes a second candidate (S6.3); whether it is marked or held is a setting (S6.1, S6.2). */
export function decideDuplicate({ deduplication, onDuplicate, addedAt, found }: DuplicateFacts): DuplicateDecision {
  const [candidate, ...others] = found;
  if (candidate === undefined) return { kind: 'CREATE' };
  if (others.length > 0) return { kind: 'AMBIGUOUS', candidates: found };
  if (!deduplication || candidate.createdAt >= addedAt) return { kind: 'LINK', candidate, mark: 'UNMARKED' };
  return onDuplicate === 'WARN' ? { kind: 'LINK', candidate, mark: 'MARKED' } : { kind: 'HOLD', candidate };
}
