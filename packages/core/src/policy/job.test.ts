import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { added, factsOf, inState, left, outcomeOf, resync } from '../../test/policy-facts.ts';
import { decide } from './decide.ts';
import { type JobSelection, jobSelections, type Trigger } from './facts.ts';
import { type JobFacts, settleJob } from './job.ts';

function facts(jobSelection: JobSelection, jobId: string | null, defaultJobId: string | null): JobFacts {
  return { sequence: { jobSelection, jobId }, settings: { defaultJobId } };
}

describe('settleJob', () => {
  test.each<[string, JobFacts, { jobId: string | null; rule: string }]>([
    ['S3.1 no default and no choice: none', facts('INHERIT', null, null), { jobId: null, rule: 'S3.1' }],
    [
      'S3.1 the default where the sequence inherits',
      facts('INHERIT', null, 'default'),
      { jobId: 'default', rule: 'S3.1' },
    ],
    [
      'S3.1 a job left over from a choice does not count',
      facts('INHERIT', 'own', 'default'),
      { jobId: 'default', rule: 'S3.1' },
    ],
    ['S3.1 nor does it where there is no default', facts('INHERIT', 'own', null), { jobId: null, rule: 'S3.1' }],
    ['S3.2 the own job overrides the default', facts('JOB', 'own', 'default'), { jobId: 'own', rule: 'S3.2' }],
    ['S3.2 the own job where there is no default', facts('JOB', 'own', null), { jobId: 'own', rule: 'S3.2' }],
    ['S3.2 NONE although there is a default', facts('NONE', null, 'default'), { jobId: null, rule: 'S3.2' }],
    ['S3.2 NONE although a job is left over', facts('NONE', 'own', 'default'), { jobId: null, rule: 'S3.2' }],
  ])('%s', (_, given, { jobId, rule }) => {
    expect(settleJob(given)).toMatchObject({ jobId, step: { rule, outcome: 'CHOSEN' } });
  });

  test('no job is ever made up: it is the own one, the default, or none', () => {
    const job = fc.option(fc.uuid());
    fc.assert(
      fc.property(fc.constantFrom(...jobSelections), job, job, (jobSelection, jobId, defaultJobId) => {
        expect([jobId, defaultJobId, null]).toContain(settleJob(facts(jobSelection, jobId, defaultJobId)).jobId);
      }),
    );
  });
});

describe('a job that is assigned late', () => {
  const assign: Trigger = { kind: 'ASSIGN_JOB', jobId: 'job-1' };
  const synced = inState({ state: 'SYNCED' });

  test('S3.4 gives an application to who has synced without it, and nobody else', () => {
    expect(decide(assign, factsOf({ sync: synced }))).toMatchObject({
      kind: 'QUEUE',
      jobId: 'job-1',
      candidate: 'LINKED',
    });
    expect(outcomeOf(assign, { sync: inState({ state: 'SYNCED' }, 'job-1') })).toBe('JOB_GIVEN');
    expect(outcomeOf(assign, { sync: inState({ state: 'SYNCED' }, 'job-2') })).toBe('QUEUE');
    expect(outcomeOf(assign, { sync: left('SYNC_OFF') })).toBe('NOT_SYNCED_YET');
    expect(outcomeOf(assign, {})).toBe('NOT_SYNCED_YET');
  });

  test('S4.3 off wins over it', () => {
    expect(outcomeOf(assign, { sync: synced, settings: { mode: 'OFF' } })).toBe('SWITCHED_OFF');
    expect(outcomeOf(assign, { sync: synced, sequence: { syncEnabled: false } })).toBe('SWITCHED_OFF');
  });

  test('T1 synced without a job, then the sequence gets one: resync skips it; assigning is the way out', () => {
    const given = { sync: synced, sequence: { jobSelection: 'JOB', jobId: 'job-1' } } as const;
    expect(outcomeOf(resync, given)).toBe('ALREADY_SYNCED');
    expect(outcomeOf(assign, given)).toBe('QUEUE');
  });
});

describe('the job of a hand-over', () => {
  test('T12 a sequence left blank lands on the default, and NONE is the way out', () => {
    const settings = { defaultJobId: 'default' };
    expect(decide(added, factsOf({ settings }))).toMatchObject({ jobId: 'default' });
    expect(decide(added, factsOf({ settings, sequence: { jobSelection: 'NONE' } }))).toMatchObject({ jobId: null });
  });

  test('S3.5 our candidate in a second sequence with another job: an application, and no second candidate', () => {
    const given = factsOf({ sequence: { jobSelection: 'JOB', jobId: 'job-2' }, ats: { linkedTo: 'c-1' } });
    expect(decide(added, given)).toMatchObject({ kind: 'QUEUE', jobId: 'job-2', candidate: 'LINKED', mark: null });
  });

  test('S3.6 T15 a job that closed: the contact failed, and a retry does only the missing half', () => {
    const failed = inState({ state: 'FAILED', code: 'JOB_NOT_OPEN' }, 'job-1');
    const given = factsOf({
      sync: failed,
      sequence: { jobSelection: 'JOB', jobId: 'job-2' },
      ats: { linkedTo: 'c-1' },
    });
    expect(decide(resync, given)).toMatchObject({ kind: 'QUEUE', jobId: 'job-2', candidate: 'LINKED' });
  });
});
