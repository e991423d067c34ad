import type { Facts, Step } from './facts.ts';

/** What the choice of the job rests on. */
export type JobFacts = {
  readonly sequence: Pick<Facts['sequence'], 'jobSelection' | 'jobId'>;
  readonly settings: Pick<Facts['settings'], 'defaultJobId'>;
};

/** Which job a contact is put forward for (S3): the sequence's own, else the account's default, else none. */
export function settleJob(facts: JobFacts): { jobId: string | null; step: Step } {
  const { sequence, settings } = facts;
  switch (sequence.jobSelection) {
    case 'JOB':
      return chosen('S3.2', sequence.jobId, 'The sequence names its job.');
    case 'NONE':
      return chosen('S3.2', null, 'The sequence asks for no job.');
    case 'INHERIT':
      return settings.defaultJobId === null
        ? chosen('S3.1', null, 'Neither the sequence nor the account names a job.')
        : chosen('S3.1', settings.defaultJobId, "The account's default job.");
  }
}

function chosen(rule: string, jobId: string | null, detail: string) {
  return { jobId, step: { rule, outcome: 'CHOSEN', detail } as const };
}
