import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { contactId, finished, resync, runNow, startRun } from '../support/runs.ts';
import {
  add,
  changeSettings,
  connectWithJob,
  created,
  type KnownJob,
  newContact,
  newSequence,
  syncOf,
} from '../support/seed.ts';
import { seedMany } from '../support/seed-many.ts';
import { transports } from '../support/subscribe.ts';

let harness: Harness;
let integrationId: string;
let job: KnownJob;
beforeAll(async () => {
  harness = await startHarness();
  ({ integrationId, job } = await connectWithJob(harness, 'Keeper of bees'));
});
afterAll(() => harness.stop());

const set = (settings: Readonly<Record<string, unknown>>) => changeSettings(harness, { integrationId, ...settings });

/** Contacts who were added while the mode was OFF. */
async function leftBehind(count: number, change: Readonly<Record<string, unknown>> = {}) {
  await set({ mode: 'OFF' });
  const sequenceId = await newSequence(harness, change);
  const contacts = Array.from({ length: count }, () => newContact());
  await add(harness, sequenceId, contacts);
  await set({ mode: 'ON_ADDED' });
  return { sequenceId, emails: contacts.map(({ email }) => email) };
}

async function createdOf(emails: readonly string[]): Promise<readonly string[]> {
  const { candidates } = await created(harness);
  return candidates
    .map(({ request }) => (request as { email: string }).email)
    .filter((email) => emails.includes(email));
}

/** From now on Ashby takes its time for every call. */
function slowDown() {
  return harness.control('/faults', { operation: '*', what: 'slow', delayMs: 1_000, times: 10_000 });
}

function speedUp() {
  return fetch(`${harness.emulator.url}/_emulator/faults`, { method: 'DELETE' });
}

function sum({ counts }: Answer): number {
  return Object.values<number>(counts).reduce((all, one) => all + one, 0);
}

async function cancel(id: string): Promise<Answer> {
  const { cancelResync } = await harness.client.send('CancelResync', { input: { runId: id } });
  return cancelResync;
}

describe('S5.6 a run', () => {
  beforeEach(() => set({ mode: 'ON_ADDED', defaultJobId: null, onDuplicate: 'HOLD' }));
  afterEach(speedUp);

  test.each(transports)(
    'S5.6 shows its progress live over %s: at every frame the counts add up',
    async (_, subscribe) => {
      const { sequenceId, emails } = await leftBehind(12);
      await slowDown();
      const run = await startRun(harness, { integrationId, sequenceId });
      expect(run).toMatchObject({ status: 'RUNNING', total: 12, finishedAt: null, counts: { pending: 12 } });
      expect(run.estimatedSecondsLeft).toBeGreaterThan(0);
      const frames = subscribe(harness.client, { query: documents.ResyncRunUpdated, variables: { id: run.id } });
      let frame = await frames.next();
      await speedUp();
      for (; frame.finishedAt === null; frame = await frames.next()) expect(sum(frame)).toBe(12);
      await frames.close();
      expect(frame).toMatchObject({ status: 'COMPLETED', estimatedSecondsLeft: null, remoteCalls: 12 });
      expect(frame.counts).toMatchObject({ synced: 12, pending: 0 });
      expect((await createdOf(emails)).toSorted()).toEqual(emails.toSorted());
    },
  );

  test('S5.6 cancelled, it leaves what waits within 2 s; what is in flight ends', async () => {
    const { sequenceId, emails } = await leftBehind(60);
    await slowDown();
    const { id } = await startRun(harness, { integrationId, sequenceId });
    const asked = performance.now();
    const cancelled = await cancel(id);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(cancelled).toMatchObject({ __typename: 'ResyncRun', status: 'CANCELLED' });
    const counted = cancelled.counts.cancelled;
    await speedUp();
    const run = await finished(harness, { id });
    expect(run).toMatchObject({ status: 'CANCELLED', counts: { pending: 0, cancelled: counted } });
    expect(counted).toBeGreaterThan(0);
    expect(run.counts.synced + counted).toBe(60);
    expect(await createdOf(emails)).toHaveLength(run.counts.synced);
    const { contacts } = await harness.client.send('Contacts', { filter: { sequenceId, state: 'NOT_SYNCED' } });
    expect(contacts.totalCount).toBe(counted);
    expect(await cancel(id)).toMatchObject({ status: 'CANCELLED', finishedAt: run.finishedAt });
    expect(await resync(harness, { integrationId, sequenceId })).toMatchObject({ counts: { synced: counted } });
  });

  test('S5.6 one of thousands leaves all of them in the end, and another run takes them', async () => {
    const sequenceId = await newSequence(harness);
    await slowDown();
    const { runId } = await seedMany(harness, { integrationId, sequenceId, count: 2_500, as: 'QUEUED' });
    const cancelled = await cancel(runId);
    expect(cancelled.counts.pending).toBeGreaterThan(1_000);
    const run = await finished(harness, { id: runId });
    expect(run.counts).toMatchObject({ pending: 0, cancelled: 2_500 - run.counts.synced });
    const intents = await harness.database.intent.groupBy({ by: ['state'], where: { priority: 'BULK' }, _count: true });
    expect(intents.find(({ state }) => state === 'CANCELLED')?._count).toBe(run.counts.cancelled);
    await speedUp();
    const one = await contactId(harness, 'many.2500@new.example');
    expect(await resync(harness, { integrationId, contactIds: [one] })).toMatchObject({ counts: { synced: 1 } });
  });

  test('S5.6 what another enrollment needs goes on when a run is cancelled', async () => {
    const { sequenceId, emails } = await leftBehind(30);
    await slowDown();
    const { id } = await startRun(harness, { integrationId, sequenceId });
    const last = emails.at(-1) ?? '';
    const second = await newSequence(harness);
    await add(harness, second, [newContact({ email: last })]);
    await cancel(id);
    await speedUp();
    await finished(harness, { id });
    await expect.poll(async () => (await syncOf(harness, last, second)).state, { timeout: 15_000 }).toBe('SYNCED');
    expect(await createdOf([last])).toEqual([last]);
    expect((await syncOf(harness, last, sequenceId)).reason ?? 'SYNCED').toMatch(/^(CANCELLED|SYNCED)$/);
  });

  test('S5.6 two runs over the same contacts push each once, and cancelling one leaves the other’s', async () => {
    const { sequenceId, emails } = await leftBehind(30);
    await slowDown();
    const first = await startRun(harness, { integrationId, sequenceId });
    const second = await startRun(harness, { integrationId, sequenceId });
    expect(second).toMatchObject({ status: 'RUNNING', total: 30 });
    expect(second.skips).toContainEqual(expect.objectContaining({ reason: 'UNDER_WAY' }));
    await cancel(first.id);
    await speedUp();
    expect(await finished(harness, second)).toMatchObject({ status: 'COMPLETED', counts: { skipped: 30, synced: 0 } });
    expect(await finished(harness, first)).toMatchObject({ status: 'CANCELLED', counts: { cancelled: 0, synced: 30 } });
    expect((await createdOf(emails)).toSorted()).toEqual(emails.toSorted());
  });

  test('S5.6 when both runs are cancelled, nobody wants what waits', async () => {
    const { sequenceId } = await leftBehind(90);
    await slowDown();
    const first = await startRun(harness, { integrationId, sequenceId });
    const second = await startRun(harness, { integrationId, sequenceId });
    await cancel(first.id);
    expect(await runNow(harness, first.id)).toMatchObject({ status: 'CANCELLED', counts: { cancelled: 0 } });
    await cancel(second.id);
    await speedUp();
    const run = await finished(harness, first);
    expect(run.counts.cancelled).toBeGreaterThan(0);
    expect(run.counts.synced + run.counts.cancelled).toBe(90);
  });

  test('S5.6 the same key gives the same run, at once and later', async () => {
    const { sequenceId, emails } = await leftBehind(3);
    const input = { integrationId, sequenceId, idempotencyKey: 'the-same' };
    const [one, other] = await Promise.all([startRun(harness, input), startRun(harness, input)]);
    expect(other.id).toBe(one.id);
    await finished(harness, one);
    expect(await startRun(harness, input)).toMatchObject({ id: one.id, status: 'COMPLETED' });
    expect((await createdOf(emails)).toSorted()).toEqual(emails.toSorted());
  });

  test('S5.6 T15 its failures are retried by code, when their cause is mended', async () => {
    const { sequenceId, emails } = await leftBehind(3, { jobSelection: 'JOB', jobId: job.id });
    await harness.control('/jobs/status', { jobId: job.remoteId, status: 'Closed' });
    const failed = await resync(harness, { integrationId, sequenceId });
    expect(failed).toMatchObject({ counts: { failed: 3 }, failures: [{ code: 'JOB_NOT_OPEN', count: 3 }] });
    await harness.control('/jobs/status', { jobId: job.remoteId, status: 'Open' });
    const retried = await resync(harness, { integrationId, runId: failed.id, errorCodes: ['JOB_NOT_OPEN'] });
    expect(retried).toMatchObject({ total: 3, counts: { synced: 3, failed: 0 } });
    expect((await createdOf(emails)).toSorted()).toEqual(emails.toSorted());
    expect(await runNow(harness, failed.id)).toEqual(failed);
  });

  test('S5.6 it says of each one what became of them, and when how many ended', async () => {
    const { sequenceId } = await leftBehind(3, { jobSelection: 'JOB', jobId: job.id });
    await harness.control('/jobs/status', { jobId: job.remoteId, status: 'Closed' });
    const { id, startedAt } = await resync(harness, { integrationId, sequenceId });
    await harness.control('/jobs/status', { jobId: job.remoteId, status: 'Open' });
    await resync(harness, { integrationId, runId: id });
    const { node } = await harness.client.send('RunItems', { id });
    expect(node.items.totalCount).toBe(3);
    for (const item of node.items.nodes) {
      expect(item).toMatchObject({ outcome: 'FAILED', error: { code: 'JOB_NOT_OPEN' }, sync: { state: 'SYNCED' } });
      expect(Date.parse(item.endedAt)).toBeGreaterThanOrEqual(Date.parse(startedAt));
    }
    const sum = (name: string) => node.stretches.reduce((all: number, one: Answer) => all + one[name], 0);
    expect([sum('ended'), sum('failed')]).toEqual([3, 3]);
    expect(node.stretches[0].at).toBe(startedAt);
  });

  test('S5.6 T13 a run keeps the settings it started with: mode, job, and what an earlier candidate means', async () => {
    const { sequenceId, emails } = await leftBehind(30);
    const last = emails.at(-1) ?? '';
    await harness.control('/candidates', { name: 'Known', email: last, createdAt: '2020-02-02T10:00:00.000Z' });
    await set({ defaultJobId: job.id, onDuplicate: 'WARN' });
    await slowDown();
    const { id } = await startRun(harness, { integrationId, sequenceId });
    await set({ mode: 'OFF', defaultJobId: null, onDuplicate: 'HOLD' });
    await speedUp();
    expect(await finished(harness, { id })).toMatchObject({ counts: { synced: 29, linked: 1, exists: 0 } });
    for (const email of [emails[0] ?? '', last]) {
      expect(await syncOf(harness, email)).toMatchObject({ job: { id: job.id }, application: expect.anything() });
    }
  });

  test('S5.6 a contact in two sequences is pushed once', async () => {
    const { sequenceId, emails } = await leftBehind(1);
    const email = emails[0] ?? '';
    await set({ mode: 'OFF' });
    await add(harness, await newSequence(harness), [newContact({ email })]);
    await set({ mode: 'ON_ADDED' });
    const run = await resync(harness, { integrationId, contactIds: [await contactId(harness, email)] });
    expect(run).toMatchObject({ total: 2, counts: { synced: 2 } });
    expect(await createdOf([email])).toEqual([email]);
    expect(await syncOf(harness, email, sequenceId)).toMatchObject({ state: 'SYNCED' });
  });
});
