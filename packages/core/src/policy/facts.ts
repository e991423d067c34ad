import type { Instant } from '../instant.ts';

/** What happened to the enrollment. Only a contact's first reply is a `REPLIED`. */
export type Trigger = 'ADDED' | 'REPLIED';

export const modes = ['OFF', 'ON_ADDED', 'ON_REPLY'] as const;
export type Mode = (typeof modes)[number];

export const jobSelections = ['INHERIT', 'NONE', 'JOB'] as const;
export type JobSelection = (typeof jobSelections)[number];

/** All that the decision rests on, as it is at the moment of the event (S2.4). */
export type Facts = {
  readonly settings: { readonly connectedAt: Instant; readonly mode: Mode; readonly defaultJobId: string | null };
  readonly sequence: {
    readonly syncEnabled: boolean;
    readonly jobSelection: JobSelection;
    readonly jobId: string | null;
  };
  readonly enrollment: { readonly addedAt: Instant; readonly repliedAt: Instant | null };
  readonly contact: { readonly email: string | null };
};

/** One rule that was asked: what it said, in words for a person. */
export type Step = {
  readonly rule: string;
  readonly outcome: 'PASSED' | 'STOPPED' | 'CHOSEN';
  readonly detail: string;
};
