/** The ATS's records in neutral words: only what the core and the engine use. */

/** A person in the ATS. `emails` are all of their addresses, as the ATS writes them. */
export type CandidateRecord = {
  readonly remoteId: string;
  readonly url: string | null;
  readonly name: string;
  readonly emails: readonly string[];
  readonly createdAt: Date;
  /** Said where the ATS tells with the person that they have applied for nothing: it need not be asked again. */
  readonly applications?: 'NONE_YET';
};

/** A candidate as a look-up by email names it: enough to decide and to link, nothing about the person. */
export type CandidateRef = Pick<CandidateRecord, 'remoteId' | 'url' | 'createdAt' | 'applications'>;

/** An opening in the ATS. Only `OPEN` ones take applications. */
export type JobRecord = {
  readonly remoteId: string;
  readonly title: string;
  readonly status: JobStatus;
  readonly confidential: boolean;
};

export const jobStatuses = ['DRAFT', 'OPEN', 'CLOSED', 'ARCHIVED'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** A person's candidacy for a job. `status` is the ATS's own word, ready to show. */
export type ApplicationRecord = { readonly remoteId: string; readonly status: string };
