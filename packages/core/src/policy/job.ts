import type { Facts, Step, Trigger } from './facts.ts';
import { passed, type Rule, stopped } from './rule.ts';

/** What the choice of the job rests on. */
export type JobFacts = {
  readonly sequence: Pick<Facts['sequence'], 'jobSelection' | 'jobId'>;
  readonly settings: Pick<Facts['settings'], 'defaultJobId'>;
};

export type SettledJob = { readonly jobId: string | null; readonly step: Step };

/** Which job a contact is put forward for (S3): the sequence's own, else the account's default, else none. */
export function settleJob({ sequence, settings }: JobFacts): SettledJob {
  switch (sequence.jobSelection) {
    case 'JOB':
      return chosen({ rule: 'S3.2', value: sequence.jobId, source: 'SEQUENCE' }, 'The sequence names its job.');
    case 'NONE':
      return chosen({ rule: 'S3.2', value: null, source: 'SEQUENCE' }, 'The sequence asks for no job.');
    case 'INHERIT':
      return chosen(
        { rule: 'S3.1', value: settings.defaultJobId, source: 'ACCOUNT' },
        settings.defaultJobId === null
          ? 'Neither the sequence nor the account names a job.'
          : 'The account’s default job.',
      );
  }
}

/** A late assignment names its job; everything else takes the one that is settled now (S3.3). */
export function jobFor(trigger: Trigger, facts: Facts): SettledJob {
  if (trigger.kind !== 'ASSIGN_JOB') return settleJob(facts);
  return chosen({ rule: 'S3.4', value: trigger.jobId, source: 'REQUEST' }, 'The job that was asked for.');
}

function chosen(about: { rule: string; value: string | null; source: Step['source'] }, detail: string): SettledJob {
  return { jobId: about.value, step: { ...about, outcome: 'CHOSEN', detail } };
}

/** A late assignment gives an application to who has synced, and to nobody else. */
export const lacksApplication: Rule = {
  id: 'S3.4',
  on: ['ASSIGN_JOB'],
  ask({ sync }, trigger) {
    const about = { rule: 'S3.4', value: sync?.state.state ?? null, source: 'SYNC' } as const;
    if (sync?.state.state !== 'SYNCED') {
      return stopped(about, 'The contact has not synced: its job is settled when it does.', {
        kind: 'STAY',
        because: 'NOT_SYNCED_YET',
      });
    }
    return trigger.kind === 'ASSIGN_JOB' && sync.jobId === trigger.jobId
      ? stopped(about, 'The contact has the application to this job.', { kind: 'STAY', because: 'JOB_GIVEN' })
      : passed(about, 'The contact has synced without this job.');
  },
};

/** Off wins over a late assignment, which is a hand-over like any other. */
export const mayAssign: Rule = {
  id: 'S4.3',
  on: ['ASSIGN_JOB'],
  ask({ settings, sequence }) {
    const on = settings.mode !== 'OFF' && sequence.syncEnabled;
    const about = { rule: 'S4.3', value: on, source: settings.mode === 'OFF' ? 'ACCOUNT' : 'SEQUENCE' } as const;
    return on
      ? passed(about, 'Syncing is on.')
      : stopped(about, 'Syncing is off: nothing is written.', { kind: 'STAY', because: 'SWITCHED_OFF' });
  },
};
