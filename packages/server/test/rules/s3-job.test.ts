import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';
import {
  add,
  changeSequence,
  changeSettings,
  connect,
  created,
  jobTitled,
  type KnownJob,
  newContact,
  newSequence,
  next,
  openJob,
  record,
  settled,
  syncOf,
} from '../support/seed.ts';

let harness: Harness;
let integrationId: string;
let engineer: KnownJob;
let designer: KnownJob;
let closing: KnownJob;
beforeAll(async () => {
  harness = await startHarness();
  const titles = ['Engineer of bridges', 'Designer of bridges', 'Painter of bridges'];
  const remoteIds = await Promise.all(titles.map((title) => openJob(harness, title)));
  ({ id: integrationId } = await connect(harness, { mode: 'ON_ADDED' }));
  const known = async (index: number) => {
    const { id } = await jobTitled(harness, integrationId, titles[index]);
    return { id, remoteId: remoteIds[index] ?? '' };
  };
  [engineer, designer, closing] = [await known(0), await known(1), await known(2)];
});
afterAll(() => harness.stop());

function setDefault(job: KnownJob | null) {
  return changeSettings(harness, { integrationId, defaultJobId: job?.id ?? null });
}

function sequenceFor(job: KnownJob) {
  return newSequence(harness, { jobSelection: 'JOB', jobId: job.id });
}

async function addOne(sequenceId: string, more: Readonly<Record<string, unknown>> = {}) {
  const contact = newContact(more);
  await add(harness, sequenceId, [contact]);
  return contact;
}

/** What Ashby's own record says of this address: how many candidates were made of it, for which jobs. */
async function written(email: string) {
  const { candidates, applications } = await created(harness);
  const own = candidates.filter(({ request }) => (request as { email: string }).email === email);
  const ids = own.map(({ outcome }) => outcome.id);
  const requests = applications.map(({ request }) => request as { candidateId: string; jobId: string });
  return {
    candidates: own.length,
    jobs: requests.filter(({ candidateId }) => ids.includes(candidateId)).map(({ jobId }) => jobId),
  };
}

/** Everything that was asked for before has had its turn when this contact has had its own. */
async function allDone() {
  const { email } = await addOne(await newSequence(harness));
  await settled(harness, 'SYNCED', { email });
}

describe('S3 the job', () => {
  test('S3.1 the default job may be blank: the candidate is created, and no application', async () => {
    const { settings } = await setDefault(null);
    expect(settings.defaultJob).toBeNull();
    const { email } = await addOne(await newSequence(harness));
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ job: null, application: null });
    await allDone();
    expect(await written(email)).toEqual({ candidates: 1, jobs: [] });
  });

  test('S3.1 a sequence that names no job lands on the default (T12)', async () => {
    await setDefault(engineer);
    const { email } = await addOne(await newSequence(harness));
    const sync = await settled(harness, 'SYNCED', { email });
    expect(sync).toMatchObject({ job: { id: engineer.id }, application: { status: expect.any(String) } });
    expect(await written(email)).toEqual({ candidates: 1, jobs: [engineer.remoteId] });
  });

  test('S3.2 the job of the sequence overrides the default', async () => {
    await setDefault(engineer);
    const { email } = await addOne(await sequenceFor(designer));
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ job: { id: designer.id } });
    expect(await written(email)).toEqual({ candidates: 1, jobs: [designer.remoteId] });
  });

  test('S3.2 a sequence has its own job where there is no default', async () => {
    await setDefault(null);
    const { email } = await addOne(await sequenceFor(designer));
    await settled(harness, 'SYNCED', { email });
    expect(await written(email)).toEqual({ candidates: 1, jobs: [designer.remoteId] });
  });

  test('S3.2 NONE means none although there is a default', async () => {
    await setDefault(engineer);
    const { email } = await addOne(await newSequence(harness, { jobSelection: 'NONE' }));
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ job: null, application: null });
    await allDone();
    expect(await written(email)).toEqual({ candidates: 1, jobs: [] });
  });

  test('S3.2 back to INHERIT the default counts again', async () => {
    await setDefault(engineer);
    const sequenceId = await sequenceFor(designer);
    await changeSequence(harness, { sequenceId, jobSelection: 'INHERIT' });
    const { email } = await addOne(sequenceId);
    await settled(harness, 'SYNCED', { email });
    expect(await written(email)).toEqual({ candidates: 1, jobs: [engineer.remoteId] });
  });

  test('S3.3 the job is settled when the sync is queued: a later default does not move it', async () => {
    await setDefault(engineer);
    await harness.control('/faults', { operation: 'candidate.search', what: 'slow', delayMs: 200 });
    const { email } = await addOne(await newSequence(harness));
    await setDefault(designer);
    await settled(harness, 'SYNCED', { email });
    await allDone();
    expect(await written(email)).toEqual({ candidates: 1, jobs: [engineer.remoteId] });
    expect(await syncOf(harness, email)).toMatchObject({ job: { id: engineer.id } });
  });

  test('S3.3 the job is settled when the sync is queued: a later choice of the sequence does not move it', async () => {
    const sequenceId = await sequenceFor(engineer);
    await harness.control('/faults', { operation: 'candidate.search', what: 'slow', delayMs: 200 });
    const { email } = await addOne(sequenceId);
    await changeSequence(harness, { sequenceId, jobSelection: 'JOB', jobId: designer.id });
    await settled(harness, 'SYNCED', { email });
    await allDone();
    expect(await written(email)).toEqual({ candidates: 1, jobs: [engineer.remoteId] });
  });

  test('S3.3 one that waits for its reply is not queued yet: the job at the reply counts', async () => {
    await changeSettings(harness, { integrationId, mode: 'ON_REPLY' });
    const sequenceId = await sequenceFor(engineer);
    const { email } = await addOne(sequenceId);
    await changeSequence(harness, { sequenceId, jobSelection: 'JOB', jobId: designer.id });
    await record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email }]);
    await settled(harness, 'SYNCED', { email });
    expect(await written(email)).toEqual({ candidates: 1, jobs: [designer.remoteId] });
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  });

  test('S3.4 who synced without a job gets none when one is chosen later (T1)', async () => {
    await setDefault(null);
    const sequenceId = await newSequence(harness);
    const { email } = await addOne(sequenceId);
    await settled(harness, 'SYNCED', { email });
    await changeSequence(harness, { sequenceId, jobSelection: 'JOB', jobId: designer.id });
    await setDefault(engineer);
    await allDone();
    expect(await written(email)).toEqual({ candidates: 1, jobs: [] });
    const { node } = await harness.client.send('SequenceSync', { id: sequenceId });
    expect(node.syncedWithoutEffectiveJob).toBe(1);
    await setDefault(null);
  });

  test('S3.5 a second sequence with another job is a second application, and no second candidate', async () => {
    const { email, name } = await addOne(await sequenceFor(engineer));
    const first = await settled(harness, 'SYNCED', { email });
    const second = await sequenceFor(designer);
    await addOne(second, { email, name });
    const sync = await settled(harness, 'SYNCED', { email, sequenceId: second });
    expect(sync.candidate).toEqual(first.candidate);
    expect(sync.application.remoteId).not.toBe(first.application.remoteId);
    expect(await written(email)).toEqual({ candidates: 1, jobs: [engineer.remoteId, designer.remoteId] });
  });

  test('S3.5 two sequences at once, each with its job, are one candidate with two applications', async () => {
    const [one, other] = [await sequenceFor(engineer), await sequenceFor(designer)];
    const { email, name } = newContact();
    await Promise.all([addOne(one, { email, name }), addOne(other, { email, name })]);
    await settled(harness, 'SYNCED', { email, sequenceId: one });
    await settled(harness, 'SYNCED', { email, sequenceId: other });
    const { candidates, jobs } = await written(email);
    expect(candidates).toBe(1);
    expect(jobs.toSorted()).toEqual([engineer.remoteId, designer.remoteId].toSorted());
  });

  test('S3.5 the same job twice is one application', async () => {
    const { email, name } = await addOne(await sequenceFor(engineer));
    await settled(harness, 'SYNCED', { email });
    const second = await sequenceFor(engineer);
    await addOne(second, { email, name });
    await settled(harness, 'SYNCED', { email, sequenceId: second });
    await allDone();
    expect(await written(email)).toEqual({ candidates: 1, jobs: [engineer.remoteId] });
  });

  test('S3.6 a job that has closed: the candidate is there, and FAILED says what to do (T15)', async () => {
    await harness.control('/jobs/status', { jobId: closing.remoteId, status: 'Closed' });
    const { email } = await addOne(await sequenceFor(closing));
    const sync = await settled(harness, 'FAILED', { email });
    expect(sync).toMatchObject({ application: null, error: { code: 'JOB_NOT_OPEN', retryAt: null } });
    expect(sync.error.remedy.message).toMatch(/open job/);
    expect(sync.candidate.remoteId).toEqual(expect.any(String));
    await allDone();
    expect(await written(email)).toEqual({ candidates: 1, jobs: [] });
  });

  test('S3.6 once the job is open again, another try does only the missing half', async () => {
    await harness.control('/jobs/status', { jobId: closing.remoteId, status: 'Closed' });
    const first = await sequenceFor(closing);
    const { email, name } = await addOne(first);
    const failed = await settled(harness, 'FAILED', { email });
    await harness.control('/jobs/status', { jobId: closing.remoteId, status: 'Open' });
    const second = await sequenceFor(closing);
    await addOne(second, { email, name });
    const sync = await settled(harness, 'SYNCED', { email, sequenceId: second });
    expect(sync.candidate).toEqual(failed.candidate);
    expect(await settled(harness, 'SYNCED', { email, sequenceId: first })).toMatchObject({ error: null });
    expect(await written(email)).toEqual({ candidates: 1, jobs: [closing.remoteId] });
  });

  test('S3.6 the picker offers open jobs by search', async () => {
    const { jobs } = await harness.client.send('Jobs', { integrationId, search: ' OF BRIDGES ' });
    const titles = jobs.nodes.map(({ title }: { title: string }) => title);
    expect(titles).toEqual(['Designer of bridges', 'Engineer of bridges', 'Painter of bridges']);
  });
});
