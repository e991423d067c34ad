import type { CreateCandidate, EnsureApplication } from './commands.ts';
import type { Answer, Outcome } from './outcome.ts';
import type { ApplicationRecord, CandidateRecord, JobRecord } from './records.ts';

/**
 * An open link to one organisation's ATS. Each method is one command, and each write one remote call:
 * a session never retries, waits, logs or reads a setting.
 */
export type Session = {
  /** Is the credential good, whose is it, what may it do? Needs no permission beyond those it reports on. */
  check(): Promise<Answer<CredentialReport>>;
  /** Open jobs, a page at a time; an absent `next` ends it. */
  listJobs(page: { cursor: string | null }): Promise<Answer<Page<JobRecord>>>;
  /** Every candidate that has this address among any of theirs. */
  findCandidates(query: { email: string }): Promise<Answer<readonly CandidateRecord[]>>;
  createCandidate(command: CreateCandidate): Promise<Outcome<CandidateRecord>>;
  /** The application of this candidate to this job, made if there is none: `ALREADY` when there was. */
  ensureApplication(command: EnsureApplication): Promise<Outcome<ApplicationRecord>>;
};

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

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
