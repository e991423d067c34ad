import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import {
  add,
  changeSequence,
  changeSettings,
  connectWithJob,
  created,
  type KnownJob,
  newContact,
  newSequence,
  settled,
  syncOf,
} from '../support/seed.ts';

let harness: Harness;
let integrationId: string;
let job: KnownJob;
beforeAll(async () => {
  harness = await startHarness();
  ({ integrationId, job } = await connectWithJob(harness, 'Keeper of bees'));
});
afterAll(() => harness.stop());

/** A contact who has synced without a job, and whose sequence has one since. */
async function syncedWithoutJob() {
  const sequenceId = await newSequence(harness);
  const { email } = newContact();
  await add(harness, sequenceId, [newContact({ email })]);
  const sync = await settled(harness, 'SYNCED', { email });
  await changeSequence(harness, { sequenceId, jobSelection: 'JOB', jobId: job.id });
  return { sequenceId, email, sync };
}

async function assign(syncIds: readonly string[], jobId = job.id): Promise<Answer> {
  const { assignJob } = await harness.client.send('AssignJob', { input: { syncIds, jobId } });
  return assignJob;
}

async function jobsOf(candidateId: string): Promise<readonly string[]> {
  const { applications } = await created(harness);
  const requests = applications.map(({ request }) => request as { candidateId: string; jobId: string });
  return requests.flatMap((request) => (request.candidateId === candidateId ? request.jobId : []));
}

describe('S3.4 a late job', () => {
  test('S3.4 T1 creates the application that is missing, once, and no second candidate', async () => {
    const { email, sync, sequenceId } = await syncedWithoutJob();
    expect((await harness.client.send('SequenceSync', { id: sequenceId })).node.syncedWithoutEffectiveJob).toBe(1);
    const { results } = await assign([sync.id, sync.id]);
    expect(results).toMatchObject([
      { index: 0, error: null, sync: { id: sync.id, job: { id: job.id } } },
      { index: 1, error: null, sync: { id: sync.id } },
    ]);
    await expect.poll(async () => (await syncOf(harness, email)).application, { timeout: 15_000 }).not.toBeNull();
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({
      candidate: sync.candidate,
      job: { id: job.id },
    });
    expect(await jobsOf(sync.candidate.remoteId)).toEqual([job.remoteId]);
    const again = await assign([sync.id]);
    expect(again.results).toMatchObject([
      { error: { code: 'CONFLICT', path: ['syncIds', '0'] }, sync: { state: 'SYNCED' } },
    ]);
    expect(await jobsOf(sync.candidate.remoteId)).toHaveLength(1);
  });

  test('S3.4 a failure has its place: the candidate stays, the sync says what to do', async () => {
    const { email, sync } = await syncedWithoutJob();
    await harness.control('/jobs/status', { jobId: job.remoteId, status: 'Closed' });
    await assign([sync.id]);
    expect(await settled(harness, 'FAILED', { email })).toMatchObject({
      candidate: sync.candidate,
      error: { code: 'JOB_NOT_OPEN' },
    });
    await harness.control('/jobs/status', { jobId: job.remoteId, status: 'Open' });
  });

  test('S3.4 S4.3 who has not synced, or may not, stays as they are; each is answered for itself', async () => {
    const { sync, sequenceId } = await syncedWithoutJob();
    await changeSequence(harness, { sequenceId, syncEnabled: false });
    const waiting = newContact();
    await changeSettings(harness, { integrationId, mode: 'ON_REPLY' });
    await add(harness, await newSequence(harness), [waiting]);
    const { id } = await syncOf(harness, waiting.email);
    const { results } = await assign([sync.id, id, 'nobody']);
    expect(results.map(({ error }: Answer) => error.code)).toEqual(['CONFLICT', 'CONFLICT', 'NOT_FOUND']);
    expect(await syncOf(harness, waiting.email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'WAITING_FOR_REPLY' });
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  });

  test('S9.1 a member may not', async () => {
    const client = await harness.clientFor('MEMBER');
    const { assignJob } = await client.send('AssignJob', { input: { syncIds: [], jobId: job.id } });
    expect(assignJob).toMatchObject({ code: 'FORBIDDEN' });
  });
});
