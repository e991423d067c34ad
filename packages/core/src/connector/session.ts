import type { Capabilities } from './capabilities.ts';
import type { CreateCandidate, EnsureApplication, Erase, RecordActivity } from './commands.ts';
import type { Answer, Outcome } from './outcome.ts';
import type { ApplicationRecord, CandidateRecord, JobRecord } from './records.ts';

/**
 * An open link to one organisation's ATS. Each method is one command, and each write one remote call at
 * most: a session never retries, waits, logs, reads a clock or a setting.
 */
export type Session = RequiredMethods & Partial<OptionalMethods>;

export type RequiredMethods = {
  /** Is the credential good, whose is it, what may it do? Needs no permission beyond those it reports on. */
  check(): Promise<Answer<CredentialReport>>;
  /** Open jobs, a page at a time; a null `next` ends it. */
  listJobs(page: { cursor: string | null }): Promise<Answer<Page<JobRecord>>>;
  /** The candidate as it stands now: a merged one has moved, a deleted one is gone. */
  getCandidate(query: { remoteId: string }): Promise<Answer<CandidateNow>>;
  createCandidate(command: CreateCandidate): Promise<Outcome<CandidateRecord>>;
  /** The application of this candidate to this job, made if there is none: `ALREADY` when there was. */
  ensureApplication(command: EnsureApplication): Promise<Outcome<ApplicationRecord>>;
};

export type OptionalMethods = {
  /** Every candidate that has one of these addresses among theirs; as many addresses at once as was declared. */
  findCandidates(query: { emails: readonly string[] }): Promise<Answer<readonly CandidateRecord[]>>;
  /**
   * What changed since the cursor, a page at a time; null begins with everything. `resume` is where the
   * next page, or after the last one the next pull, begins. An expired cursor is `CURSOR_EXPIRED`.
   */
  pullCandidates(query: { cursor: string | null }): Promise<Answer<CandidateChanges>>;
  recordActivity(command: RecordActivity): Promise<Outcome<{ readonly remoteId: string }>>;
  erase(command: Erase): Promise<Outcome<null>>;
};

/** The session that these capabilities call for: the compiler asks for the methods that they promise. */
export type SessionOf<C extends Capabilities> = RequiredMethods &
  (C['findByEmail'] extends null ? unknown : Pick<OptionalMethods, 'findCandidates'>) &
  (C['candidateFeed'] extends 'NONE' ? unknown : Pick<OptionalMethods, 'pullCandidates'>) &
  (C['activity'] extends 'NONE' ? unknown : Pick<OptionalMethods, 'recordActivity'>) &
  (C['erasure'] extends 'NONE' ? unknown : Pick<OptionalMethods, 'erase'>);

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

export type CandidateNow =
  | { readonly kind: 'FOUND'; readonly candidate: CandidateRecord }
  | { readonly kind: 'MOVED'; readonly to: string }
  | { readonly kind: 'GONE' };

export type CandidateChanges = {
  readonly changed: readonly CandidateRecord[];
  /** Remote ids of those that are no more. */
  readonly gone: readonly string[];
  readonly resume: string;
  readonly more: 'MORE' | 'COMPLETE';
};

export type CredentialReport = {
  /** The organisation's stable id where the ATS tells it; lets us refuse a key of another one. */
  readonly organizationId: string | null;
  readonly organization: string | null;
  readonly permissions: readonly PermissionCheck[];
};

export type PermissionCheck = {
  /** In the ATS's own words, as its settings page shows it. */
  readonly name: string;
  readonly granted: boolean;
  /** The features that need it, in words for a person. */
  readonly requiredBy: readonly string[];
};
