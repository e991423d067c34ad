import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';
import { indexed } from '../support/push.ts';
import { contactId, preview, resync, startRun } from '../support/runs.ts';
import {
  add,
  changeSequence,
  changeSettings,
  connectWithJob,
  created,
  jobTitled,
  type KnownJob,
  newContact,
  newSequence,
  next,
  record,
  settled,
  syncOf,
} from '../support/seed.ts';
import { seedMany } from '../support/seed-many.ts';

let harness: Harness;
let integrationId: string;
let closing: KnownJob;
let early: { sequenceId: string; email: string; afterConnecting: unknown };
beforeAll(async () => {
  harness = await startHarness();
  const sequenceId = await newSequence(harness);
  const { email } = newContact();
  await add(harness, sequenceId, [newContact({ email })]);
  ({ integrationId, job: closing } = await connectWithJob(harness, 'Keeper of bees'));
  early = { sequenceId, email, afterConnecting: await syncOf(harness, email) };
});
afterAll(() => harness.stop());

const set = (settings: Readonly<Record<string, unknown>>) => changeSettings(harness, { integrationId, ...settings });
const of = (sequenceId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  integrationId,
  sequenceId,
  ...more,
});
const skipped = (reason: string, count = 1) => [{ outcome: 'SKIPPED', reason, count }];

/** Contacts that were added while the mode was OFF, and the mode that is on since. */
async function leftBehind(count: number, mode: 'ON_ADDED' | 'ON_REPLY' = 'ON_ADDED') {
  await set({ mode: 'OFF' });
  const sequenceId = await newSequence(harness);
  const contacts = Array.from({ length: count }, () => newContact());
  await add(harness, sequenceId, contacts);
  await set({ mode });
  return { sequenceId, emails: contacts.map(({ email }) => email) };
}

async function createdOf(emails: readonly string[]): Promise<readonly string[]> {
  const { candidates } = await created(harness);
  return candidates
    .map(({ request }) => (request as { email: string }).email)
    .filter((email) => emails.includes(email));
}

/** How often Ashby was asked anything. */
async function calls(): Promise<number> {
  return (await harness.journal()).length;
}

describe('S5 resync', () => {
  test('S5.1 T4 one added before the connection is not sent by itself, and is by a resync', async () => {
    expect(early.afterConnecting).toMatchObject({ state: 'NOT_SYNCED', reason: 'ADDED_BEFORE_CONNECTION' });
    const run = await resync(harness, of(early.sequenceId));
    expect(run).toMatchObject({ status: 'COMPLETED', total: 1, counts: { synced: 1, pending: 0 } });
    expect(await settled(harness, 'SYNCED', { email: early.email })).toMatchObject({ candidate: expect.anything() });
    expect(await createdOf([early.email])).toEqual([early.email]);
  });

  test('S5.1 T7 one by one: the contact that is named, and nobody else', async () => {
    const { emails } = await leftBehind(2);
    const [named = '', other = ''] = emails;
    const run = await resync(harness, { integrationId, contactIds: [await contactId(harness, named)] });
    expect(run).toMatchObject({ total: 1, counts: { synced: 1 } });
    expect(await syncOf(harness, other)).toMatchObject({ state: 'NOT_SYNCED', reason: 'SYNC_OFF' });
    expect(await createdOf(emails)).toEqual([named]);
  });

  test('S5.2 T1 one that has synced is skipped, gets no application, and no call is made for it', async () => {
    const sequenceId = await newSequence(harness);
    const { email } = newContact();
    await add(harness, sequenceId, [newContact({ email })]);
    const before = await settled(harness, 'SYNCED', { email });
    const { id: jobId } = await jobTitled(harness, integrationId);
    await changeSequence(harness, { sequenceId, jobSelection: 'JOB', jobId });
    const asked = await calls();
    const foreseen = await preview(harness, of(sequenceId));
    expect(foreseen).toEqual({ total: 1, outcomes: skipped('ALREADY_SYNCED'), remoteCalls: 0, estimatedSeconds: 0 });
    const run = await resync(harness, of(sequenceId));
    expect(run).toMatchObject({ status: 'COMPLETED', remoteCalls: 0, counts: { skipped: 1, synced: 0 } });
    expect(run.skips).toEqual([{ reason: 'ALREADY_SYNCED', count: 1 }]);
    expect(await calls()).toBe(asked);
    expect(await syncOf(harness, email)).toEqual(before);
  });

  test('S5.3 mode OFF skips with that reason; the override MODE does not', async () => {
    const { sequenceId, emails } = await leftBehind(2);
    await set({ mode: 'OFF' });
    expect(await preview(harness, of(sequenceId))).toMatchObject({ outcomes: skipped('SYNC_OFF', 2), remoteCalls: 0 });
    expect(await resync(harness, of(sequenceId))).toMatchObject({ counts: { skipped: 2, synced: 0 } });
    expect(await createdOf(emails)).toEqual([]);
    const run = await resync(harness, of(sequenceId, { overrides: ['MODE'] }));
    expect(run).toMatchObject({ counts: { skipped: 0, synced: 2 } });
    await set({ mode: 'ON_ADDED' });
  });

  test('S5.3 T3 a sequence that is switched off skips with that reason; switched on, its contacts are offered', async () => {
    const sequenceId = await newSequence(harness, { syncEnabled: false });
    const { email } = newContact();
    await add(harness, sequenceId, [newContact({ email })]);
    expect(await resync(harness, of(sequenceId))).toMatchObject({ skips: [{ reason: 'SEQUENCE_SYNC_OFF', count: 1 }] });
    await changeSequence(harness, { sequenceId, syncEnabled: true });
    expect(await syncOf(harness, email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'SEQUENCE_SYNC_OFF' });
    const { sequenceId: second, emails } = await switchedOff();
    await resync(harness, of(second, { overrides: ['SEQUENCE_SWITCH'] }));
    expect(await createdOf(emails)).toEqual(emails);
    await resync(harness, of(sequenceId));
    expect(await createdOf([email])).toEqual([email]);
  });

  test('S5.3 T8 in ON_REPLY those who replied sync, whenever it was; the others wait, unless that is overridden', async () => {
    const { sequenceId, emails } = await leftBehind(2, 'ON_REPLY');
    const [replied = '', silent = ''] = emails;
    await set({ mode: 'OFF' });
    await record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email: replied }]);
    await set({ mode: 'ON_REPLY' });
    const run = await resync(harness, of(sequenceId));
    expect(run).toMatchObject({ counts: { synced: 1 }, skips: [{ reason: 'WAITING_FOR_REPLY', count: 1 }] });
    expect(await createdOf(emails)).toEqual([replied]);
    expect(await syncOf(harness, silent)).toMatchObject({ state: 'NOT_SYNCED', reason: 'WAITING_FOR_REPLY' });
    await resync(harness, of(sequenceId, { overrides: ['REPLY_WAIT'] }));
    expect(await createdOf([silent])).toEqual([silent]);
    await set({ mode: 'ON_ADDED' });
  });

  test('S5.3 S9.2 an override is in the audit log, with who set aside what', async () => {
    const { sequenceId } = await leftBehind(1);
    const { id } = await startRun(harness, of(sequenceId, { overrides: ['MODE', 'REPLY_WAIT'] }));
    const rowId = Buffer.from(id, 'base64').toString().split(':')[1] ?? '';
    const entry = await harness.database.auditEntry.findFirst({ where: { target: rowId, action: 'resync.start' } });
    expect(entry).toMatchObject({
      summary: 'Started a resync of 1 contacts, setting aside MODE, REPLY_WAIT.',
      changes: { overrides: { from: [], to: ['MODE', 'REPLY_WAIT'] } },
    });
  });

  test('S5.4 FAILED is tried again, and only the missing half; the code says which', async () => {
    const { id: jobId, remoteId } = closing;
    const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId });
    await harness.control('/jobs/status', { jobId: remoteId, status: 'Closed' });
    const { email } = newContact();
    await add(harness, sequenceId, [newContact({ email })]);
    await settled(harness, 'FAILED', { email });
    await harness.control('/jobs/status', { jobId: remoteId, status: 'Open' });
    expect(await preview(harness, of(sequenceId, { errorCodes: ['VALIDATION'] }))).toMatchObject({ total: 0 });
    const run = await resync(harness, of(sequenceId, { states: ['FAILED'], errorCodes: ['JOB_NOT_OPEN'] }));
    expect(run).toMatchObject({ total: 1, counts: { synced: 1 }, failures: [] });
    expect(await createdOf([email])).toEqual([email]);
    expect(await syncOf(harness, email)).toMatchObject({ state: 'SYNCED', application: expect.anything() });
  });

  test('S5.4 EXISTS is tried again under today’s settings', async () => {
    const { email } = newContact();
    await harness.control('/candidates', { name: 'Known', email, createdAt: '2020-02-02T10:00:00.000Z' });
    const sequenceId = await newSequence(harness);
    await add(harness, sequenceId, [newContact({ email })]);
    await settled(harness, 'EXISTS', { email });
    expect(await resync(harness, of(sequenceId))).toMatchObject({ counts: { exists: 1, synced: 0 } });
    await set({ onDuplicate: 'WARN' });
    expect(await resync(harness, of(sequenceId))).toMatchObject({ counts: { linked: 1, exists: 0 } });
    expect(await createdOf([email])).toEqual([]);
    await set({ onDuplicate: 'HOLD' });
  });

  test('S5.5 a preview tells the outcomes beforehand, writes nothing, and the run does what it said', async () => {
    const { sequenceId, emails } = await leftBehind(4);
    const [held = '', linked = ''] = emails;
    await add(harness, sequenceId, [newContact({ email: undefined })]);
    await harness.control('/candidates', { name: 'Known', email: held, createdAt: '2020-02-02T10:00:00.000Z' });
    await harness.control('/candidates', { name: 'Later', email: linked });
    const foreseen = await preview(harness, of(sequenceId));
    expect(foreseen).toMatchObject({ total: 5 });
    expect(foreseen.outcomes).toEqual(
      expect.arrayContaining([
        { outcome: 'CREATED', reason: null, count: 2 },
        { outcome: 'HELD', reason: null, count: 1 },
        { outcome: 'LINKED', reason: null, count: 1 },
        { outcome: 'SKIPPED', reason: 'MISSING_EMAIL', count: 1 },
      ]),
    );
    expect(foreseen.remoteCalls).toBeGreaterThanOrEqual(2);
    expect(await createdOf(emails)).toEqual([]);
    for (const email of emails) expect(await syncOf(harness, email)).toMatchObject({ state: 'NOT_SYNCED' });
    const run = await resync(harness, of(sequenceId));
    expect(run.counts).toEqual({ synced: 2, linked: 1, exists: 1, skipped: 1, failed: 0, cancelled: 0, pending: 0 });
  });

  test('S5.5 a preview of many is answered from the index, by one call', async () => {
    await indexed(harness);
    await set({ mode: 'ON_ADDED' });
    const sequenceId = await newSequence(harness);
    await seedMany(harness, { integrationId, sequenceId, count: 150, as: 'NOT_SYNCED' });
    const held = { name: 'Known', email: 'many.7@new.example', createdAt: '2020-02-02T10:00:00.000Z' };
    await harness.control('/candidates', held);
    const before = await calls();
    expect(await preview(harness, of(sequenceId))).toMatchObject({
      outcomes: [
        { outcome: 'CREATED', count: 149 },
        { outcome: 'HELD', count: 1 },
      ],
      remoteCalls: 149 + 3,
    });
    expect(await calls()).toBe(before + 1);
  });

  test('S5.1 whose must be said once', async () => {
    const { startResync } = await harness.client.send('StartResync', {
      input: { integrationId, all: true, sequenceId: early.sequenceId, idempotencyKey: 'twice' },
    });
    expect(startResync).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' });
  });

  test('S9.1 a member resyncs one contact, and neither many nor past the settings', async () => {
    const { sequenceId, emails } = await leftBehind(1);
    const contactIds = [await contactId(harness, emails[0] ?? '')];
    const client = await harness.clientFor('MEMBER');
    const ask = async (input: Readonly<Record<string, unknown>>) =>
      (await client.send('StartResync', { input: { integrationId, idempotencyKey: `m-${next()}`, ...input } }))
        .startResync;
    expect(await ask({ sequenceId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask({ contactIds, overrides: ['MODE'] })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask({ contactIds })).toMatchObject({ __typename: 'ResyncRun' });
  });
});

/** A contact of a sequence that is off. */
async function switchedOff() {
  const sequenceId = await newSequence(harness, { syncEnabled: false });
  const { email } = newContact();
  await add(harness, sequenceId, [newContact({ email })]);
  return { sequenceId, emails: [email] };
}
