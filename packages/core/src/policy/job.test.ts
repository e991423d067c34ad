import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JobSelection, jobSelections } from './facts.ts';
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
