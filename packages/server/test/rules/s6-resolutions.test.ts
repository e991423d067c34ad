import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { contactId, resync } from '../support/runs.ts';
import {
  add,
  changeSettings,
  connectWithJob,
  created,
  type KnownJob,
  newContact,
  newSequence,
  next,
  record,
  settled,
  syncOf,
} from '../support/seed.ts';

const longAgo = '2020-02-02T10:00:00.000Z';

let harness: Harness;
let integrationId: string;
let job: KnownJob;
beforeAll(async () => {
  harness = await startHarness();
  ({ integrationId, job } = await connectWithJob(harness, 'Keeper of bees'));
});
afterAll(() => harness.stop());

async function theirs(email: string): Promise<string> {
  const { id } = (await harness.control('/candidates', { name: 'Known', email, createdAt: longAgo })) as { id: string };
  return id;
}

/** A contact who is held, in a sequence with a job. */
async function held() {
  const { email } = newContact();
  const remoteId = await theirs(email);
  const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId: job.id });
  await add(harness, sequenceId, [newContact({ email })]);
  return { email, remoteId, sequenceId, sync: await settled(harness, 'EXISTS', { email }) };
}

/** A contact whose email two candidates have. */
async function ambiguous() {
  const { email } = newContact();
  const candidates = [await theirs(email), await theirs(email)];
  const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId: job.id });
  await add(harness, sequenceId, [newContact({ email })]);
  return { email, candidates, sync: await settled(harness, 'FAILED', { email }) };
}

async function resolve(...resolutions: readonly unknown[]): Promise<Answer> {
  const { resolveDuplicates } = await harness.client.send('ResolveDuplicates', { input: { resolutions } });
  return resolveDuplicates;
}

async function jobsOf(candidateId: string): Promise<readonly string[]> {
  const { applications } = await created(harness);
  const requests = applications.map(({ request }) => request as { candidateId: string; jobId: string });
  return requests.flatMap((request) => (request.candidateId === candidateId ? request.jobId : []));
}

async function candidatesMade(email: string): Promise<number> {
  const { candidates } = await created(harness);
  return candidates.filter(({ request }) => (request as { email: string }).email === email).length;
}

describe('S6.7 a person resolves what is held', () => {
  test('S6.7 linked: it syncs, is put forward, and stays marked; many at once', async () => {
    const [one, other] = [await held(), await held()];
    const { results } = await resolve(
      { syncId: one.sync.id, resolution: 'LINK' },
      { syncId: other.sync.id, resolution: 'LINK', candidateRemoteId: other.remoteId },
    );
    expect(results).toMatchObject([{ error: null }, { error: null }]);
    for (const { email, remoteId } of [one, other]) {
      const sync = await settled(harness, 'SYNCED', { email });
      expect(sync).toMatchObject({
        candidate: { remoteId },
        duplicateOf: { remoteId },
        application: expect.anything(),
      });
      expect(await jobsOf(remoteId)).toEqual([job.remoteId]);
      expect(await candidatesMade(email)).toBe(0);
    }
  });

  test('S6.7 linked in ON_REPLY: the link is kept, and it waits for its reply', async () => {
    const { email, remoteId, sequenceId, sync } = await held();
    await changeSettings(harness, { integrationId, mode: 'ON_REPLY' });
    const { results } = await resolve({ syncId: sync.id, resolution: 'LINK' });
    expect(results).toMatchObject([
      { sync: { state: 'NOT_SYNCED', reason: 'WAITING_FOR_REPLY', candidate: { remoteId } } },
    ]);
    await record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email }]);
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ candidate: { remoteId } });
    expect(await candidatesMade(email)).toBe(0);
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  });

  test('S6.7 linked: it holds for every sequence that the person is in', async () => {
    const { email, remoteId, sync } = await held();
    const second = await newSequence(harness);
    await add(harness, second, [newContact({ email })]);
    await settled(harness, 'EXISTS', { email, sequenceId: second });
    await resolve({ syncId: sync.id, resolution: 'LINK' });
    expect(await settled(harness, 'SYNCED', { email, sequenceId: second })).toMatchObject({ candidate: { remoteId } });
  });

  test('S6.7 S5.4 dismissed: left for good; a bulk run leaves it, a run by name takes it', async () => {
    const { email, sequenceId, sync } = await held();
    const { results } = await resolve({ syncId: sync.id, resolution: 'DISMISS' });
    expect(results).toMatchObject([{ sync: { state: 'NOT_SYNCED', reason: 'DISMISSED' }, error: null }]);
    const bulk = await resync(harness, { integrationId, sequenceId });
    expect(bulk).toMatchObject({ skips: [{ reason: 'SET_ASIDE', count: 1 }] });
    expect(await syncOf(harness, email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'DISMISSED' });
    const named = await resync(harness, { integrationId, contactIds: [await contactId(harness, email)] });
    expect(named).toMatchObject({ counts: { exists: 1 } });
    expect(await candidatesMade(email)).toBe(0);
  });

  test('S6.7 several candidates with that email: the choice is a person’s', async () => {
    const { email, candidates, sync } = await ambiguous();
    const [first = '', second = ''] = candidates;
    expect(sync).toMatchObject({ error: { code: 'AMBIGUOUS_MATCH' }, duplicateOf: null });
    const { node } = await harness.client.send('WhyNotSynced', { id: sync.id });
    expect(node.matches.map(({ remoteId }: Answer) => remoteId).toSorted()).toEqual(candidates.toSorted());
    const unsaid = await resolve({ syncId: sync.id, resolution: 'LINK' });
    expect(unsaid.results).toMatchObject([{ error: { code: 'AMBIGUOUS_MATCH' }, sync: { state: 'FAILED' } }]);
    await resolve({ syncId: sync.id, resolution: 'LINK', candidateRemoteId: second });
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ candidate: { remoteId: second } });
    expect(await jobsOf(first)).toEqual([]);
    expect(await candidatesMade(email)).toBe(0);
  });

  test('S6.7 each is answered for itself: what is not held, not there, or not one of them', async () => {
    const { sync, remoteId } = await held();
    const { email } = newContact();
    await add(harness, await newSequence(harness), [newContact({ email })]);
    const { id } = await settled(harness, 'SYNCED', { email });
    const { results } = await resolve(
      { syncId: id, resolution: 'DISMISS' },
      { syncId: 'nobody', resolution: 'DISMISS' },
      { syncId: sync.id, resolution: 'LINK', candidateRemoteId: 'somebody else' },
    );
    expect(results.map(({ error }: Answer) => error.code)).toEqual(['CONFLICT', 'NOT_FOUND', 'NOT_FOUND']);
    expect(await jobsOf(remoteId)).toEqual([]);
  });
});

describe('S6.6 asked beforehand', () => {
  test('S6.6 T6 which addresses are in the ATS, as whom; nothing is written', async () => {
    const { email } = newContact();
    const remoteId = await theirs(email);
    const free = newContact().email;
    const emails = [` ${email.toUpperCase()}`, free];
    const { checkDuplicates } = await harness.client.send('CheckDuplicates', { integrationId, emails });
    expect(checkDuplicates).toMatchObject([
      { email: emails[0], exists: true, candidate: { remoteId } },
      { email: free, exists: false, candidate: null },
    ]);
    expect(Date.parse(checkDuplicates[0].candidate.createdAt)).toBe(Date.parse(longAgo));
    expect(await candidatesMade(free)).toBe(0);
  });
});
