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
  /** Open jobs, all or those whose title has the words, a page at a time; a null `next` ends it. */
  listJobs(page: { cursor: string | null; search: string | null }): Promise<Answer<Page<JobRecord>>>;
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
  pullCandidates(query: { cursor: string | null }): Promise<Answer<Changes<CandidateRecord>>>;
  pullApplications(query: { cursor: string | null }): Promise<Answer<Changes<PulledApplication>>>;
  pullJobs(query: { cursor: string | null }): Promise<Answer<Changes<JobRecord>>>;
  /** Who and what can be named as where a person comes from. */
  listAttribution(): Promise<Answer<AttributionChoices>>;
  /** Has every declared topic told to this address, signed with the secret. All or nothing is left behind. */
  registerWebhooks(wish: { url: string; secret: string }): Promise<Answer<{ readonly remoteIds: readonly string[] }>>;
  rotateWebhooks(wish: { remoteIds: readonly string[]; secret: string }): Promise<Answer<null>>;
  removeWebhooks(wish: { remoteIds: readonly string[] }): Promise<Answer<null>>;
  recordActivity(command: RecordActivity): Promise<Outcome<{ readonly remoteId: string }>>;
  erase(command: Erase): Promise<Outcome<null>>;
};

/** The session that these capabilities call for: the compiler asks for the methods that they promise. */
export type SessionOf<C extends Capabilities> = RequiredMethods &
  (C['findByEmail'] extends null ? unknown : Pick<OptionalMethods, 'findCandidates'>) &
  (C['feed'] extends 'NONE' ? unknown : Pick<OptionalMethods, 'pullCandidates' | 'pullApplications' | 'pullJobs'>) &
  (C['attribution'] extends 'NONE' ? unknown : Pick<OptionalMethods, 'listAttribution'>) &
  (C['webhooks'] extends readonly []
    ? unknown
    : Pick<OptionalMethods, 'registerWebhooks' | 'rotateWebhooks' | 'removeWebhooks'>) &
  (C['activity'] extends 'NONE' ? unknown : Pick<OptionalMethods, 'recordActivity'>) &
  (C['erasure'] extends 'NONE' ? unknown : Pick<OptionalMethods, 'erase'>);

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

export type CandidateNow =
  | { readonly kind: 'FOUND'; readonly candidate: CandidateRecord }
  | { readonly kind: 'MOVED'; readonly to: string }
  | { readonly kind: 'GONE' };

export type Changes<T> = {
  readonly changed: readonly T[];
  /** Remote ids of those that are no more, where the feed tells. */
  readonly gone: readonly string[];
  readonly resume: string;
  readonly more: 'MORE' | 'COMPLETE';
};

export type PulledApplication = ApplicationRecord & {
  readonly candidateRemoteId: string;
  readonly jobRemoteId: string;
};

export type AttributionChoices = {
  readonly sources: readonly { readonly remoteId: string; readonly title: string }[];
  readonly users: readonly { readonly remoteId: string; readonly name: string; readonly email: string | null }[];
};

export type CredentialReport = {
  /**
   * What is the organisation's alone: its id, or where the ATS does not tell one, ids of its oldest records. A key
   * that has none of the marks in common belongs to another one. Empty: it cannot be told.
   */
  readonly organizationMarks: readonly string[];
  readonly organization: string | null;
  readonly permissions: readonly PermissionCheck[];
};

export type PermissionCheck = {
  /** In the ATS's own words, as its settings page shows it. */
  readonly name: string;
  readonly granted: boolean;
  /** Whether nothing works without it, or only the features it is for. */
  readonly need: 'ALWAYS' | 'FEATURE';
  /** The features that need it, in words for a person. */
  readonly requiredBy: readonly string[];
};
