import type { CandidateRef } from '../connector/records.ts';
import type { Instant } from '../instant.ts';
import type { SyncState } from '../sync/state.ts';

/** What happened to the enrollment, and so why the policy is asked. Only a contact's first reply is a `REPLIED`. */
export type Trigger =
  | { readonly kind: 'ADDED' | 'REPLIED' }
  /** A person asked for a backfill: of this contact by name, or of many at once. */
  | { readonly kind: 'RESYNC'; readonly selection: 'NAMED' | 'BULK'; readonly overrides: readonly Override[] }
  /** A person asked for the application that a contact who has synced lacks. */
  | { readonly kind: 'ASSIGN_JOB'; readonly jobId: string }
  /** A person said of a held contact that it is this candidate. */
  | { readonly kind: 'LINKED'; readonly remoteId: string };

export const overrides = ['MODE', 'SEQUENCE_SWITCH', 'REPLY_WAIT'] as const;
/** What one resync run sets aside, on purpose: the mode, the sequences' switches, the wait for a reply. */
export type Override = (typeof overrides)[number];

export const modes = ['OFF', 'ON_ADDED', 'ON_REPLY'] as const;
export type Mode = (typeof modes)[number];

export const jobSelections = ['INHERIT', 'NONE', 'JOB'] as const;
export type JobSelection = (typeof jobSelections)[number];

export const onDuplicates = ['HOLD', 'WARN'] as const;
export type OnDuplicate = (typeof onDuplicates)[number];

/** All that a decision rests on, as it is at the moment of the event (S2.4). */
export type Facts = {
  readonly settings: {
    readonly connectedAt: Instant;
    readonly mode: Mode;
    readonly defaultJobId: string | null;
    readonly deduplication: boolean;
    readonly onDuplicate: OnDuplicate;
  };
  readonly sequence: {
    readonly syncEnabled: boolean;
    readonly jobSelection: JobSelection;
    readonly jobId: string | null;
  };
  readonly enrollment: { readonly addedAt: Instant; readonly repliedAt: Instant | null };
  readonly contact: { readonly email: string | null };
  /** Where the hand-over stands, and the job it was settled for; null when it begins with this event. */
  readonly sync: { readonly state: SyncState; readonly jobId: string | null } | null;
  readonly ats: AtsFacts;
};

/** What is known of the contact in the ATS. */
export type AtsFacts = {
  /** The candidate that this contact is linked to. */
  readonly linkedTo: string | null;
  /** Everyone there with the contact's email. `NOT_KNOWN`: nobody looked, or the look-up failed. */
  readonly found: readonly CandidateRef[] | 'NOT_KNOWN';
  /** Those of them that we created: remote ids. */
  readonly createdByUs: readonly string[];
};

export const nothingKnown: AtsFacts = { linkedTo: null, found: 'NOT_KNOWN', createdByUs: [] };

/** Where the value that a rule was asked about comes from. */
type Source = 'ACCOUNT' | 'SEQUENCE' | 'ENROLLMENT' | 'CONTACT' | 'SYNC' | 'ATS' | 'REQUEST';

/** One rule that was asked: on which value, from where, and what it said, in words for a person. */
export type Step = {
  /** Its id in the rules of the product. */
  readonly rule: string;
  readonly outcome: 'PASSED' | 'STOPPED' | 'CHOSEN';
  readonly detail: string;
  readonly value: string | number | boolean | Instant | null;
  readonly source: Source;
};
