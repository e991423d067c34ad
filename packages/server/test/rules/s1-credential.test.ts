import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness, testTimes } from '../support/harness.ts';
import { resync } from '../support/runs.ts';
import { add, changeSettings, connect, created, newContact, newSequence, settled, syncOf } from '../support/seed.ts';

let harness: Harness;
let integration: Answer;
beforeEach(async () => {
  harness = await startHarness();
  integration = await connect(harness, { mode: 'ON_ADDED' });
});
afterEach(() => harness.stop());

async function newKey(permissions = ['candidates:read', 'candidates:write', 'jobs:read']): Promise<string> {
  return ((await harness.control('/keys', { permissions })) as { apiKey: string }).apiKey;
}

async function replaceWith(apiKey: string, client = harness.client): Promise<Answer> {
  const input = { integrationId: integration.id, credential: { apiKey } };
  return (await client.send('ReplaceCredential', { input })).replaceCredential;
}

async function disconnect(client = harness.client): Promise<Answer> {
  const { disconnectIntegration } = await client.send('DisconnectIntegration', {
    input: { integrationId: integration.id },
  });
  return disconnectIntegration;
}

async function now(): Promise<Answer> {
  return (await harness.client.send('Integrations')).integrations.nodes[0];
}

async function addOne(more: Readonly<Record<string, unknown>> = {}) {
  const contact = newContact(more);
  await add(harness, await newSequence(harness), [contact]);
  return contact;
}

/** Waits until the integration is in this state. */
async function becomes(status: string): Promise<Answer> {
  await expect.poll(async () => (await now()).status, { timeout: 15_000, interval: 20 }).toBe(status);
  return now();
}

async function calls(): Promise<number> {
  return (await harness.journal()).length;
}

describe('S1.3 a key is replaced', () => {
  test('S1.3 settings, connectedAt and syncs stay, and what comes next goes out with the new key', async () => {
    const before = await addOne();
    await settled(harness, 'SYNCED', before);
    const apiKey = await newKey();
    const replaced = await replaceWith(apiKey);
    expect(replaced).toMatchObject({
      __typename: 'Integration',
      status: 'CONNECTED',
      connectedAt: integration.connectedAt,
      settings: { mode: 'ON_ADDED' },
      credentialHint: apiKey.slice(-4),
    });
    expect(await syncOf(harness, before.email)).toMatchObject({ state: 'SYNCED' });
    await harness.control('/keys/revoke', { apiKey: harness.emulator.apiKey });
    await settled(harness, 'SYNCED', await addOne());
    expect((await created(harness)).candidates).toHaveLength(2);
  });

  test('S1.3 T11 a key of another organisation is refused, and the old one stays', async () => {
    const row = await harness.database.integration.findFirstOrThrow();
    // The organisation that is connected is known by records that this one does not have.
    await harness.database.integration.updateMany({ data: { organizationMarks: ['candidate-of-elsewhere'] } });
    expect(await replaceWith(await newKey())).toMatchObject({
      __typename: 'RefusedError',
      code: 'ACCOUNT_MISMATCH',
      path: ['credential'],
    });
    const after = await harness.database.integration.findFirstOrThrow();
    expect(after.sealedCredential).toBe(row.sealedCredential);
  });

  test('S1.3 a wrong or too weak key is refused, and the old one goes on', async () => {
    expect(await replaceWith('no-such-key')).toMatchObject({ __typename: 'RefusedError', code: 'AUTH_INVALID' });
    expect(await replaceWith(await newKey(['jobs:read']))).toMatchObject({ code: 'PERMISSION_MISSING' });
    await settled(harness, 'SYNCED', await addOne());
  });

  test('S1.3 a refusal of the old key that arrives late does not pause the new one', async () => {
    const old = harness.emulator.apiKey;
    const slow = { operation: 'candidate.create', what: 'slow', when: 'before', times: 1, delayMs: 2_000 };
    await harness.control('/faults', slow);
    const contact = await addOne();
    const sending = () => harness.database.intent.count({ where: { state: 'SENDING' } });
    await expect.poll(sending, { timeout: 15_000, interval: 10 }).toBe(1);
    await harness.control('/keys/revoke', { apiKey: old });
    await replaceWith(await newKey());
    expect(await sending()).toBe(1);
    await settled(harness, 'SYNCED', contact);
    expect(await now()).toMatchObject({ status: 'CONNECTED' });
  });

  test('S1.4 S1.3 a revoked key: items wait and Ashby is not hammered; a good key drains them at once', async () => {
    await harness.control('/keys/revoke', { apiKey: harness.emulator.apiKey });
    const sequenceId = await newSequence(harness);
    const contacts = Array.from({ length: 20 }, () => newContact());
    await add(harness, sequenceId, contacts);
    expect(await becomes('INVALID_CREDENTIALS')).toMatchObject({ statusDetail: expect.stringContaining('API key') });
    await expect.poll(async () => (await harness.database.integration.findFirstOrThrow()).leaseOwner).toBeNull();
    const asked = await calls();
    // What a sweep would do once a second, a hundred times.
    await add(harness, sequenceId, [newContact()]);
    expect(await calls()).toBeLessThanOrEqual(asked + 1);
    for (const { email } of contacts) expect((await syncOf(harness, email)).state).toBe('QUEUED');
    await replaceWith(await newKey());
    for (const contact of contacts) await settled(harness, 'SYNCED', contact);
    expect((await created(harness)).candidates).toHaveLength(21);
  });

  test('S1.3 S9.1 a member may not replace or disconnect', async () => {
    const member = await harness.clientFor('MEMBER');
    expect(await replaceWith(await newKey(), member)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await disconnect(member)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await now()).toMatchObject({ status: 'CONNECTED', credentialHint: integration.credentialHint });
  });
});

describe('S1.5 an integration is disconnected', () => {
  test('S1.5 the key is deleted, traffic stops, who was queued or waited is left, who has synced stays', async () => {
    const synced = await addOne();
    await settled(harness, 'SYNCED', synced);
    await changeSettings(harness, { integrationId: integration.id, mode: 'ON_REPLY' });
    const waiting = await addOne();
    await changeSettings(harness, { integrationId: integration.id, mode: 'ON_ADDED' });
    await harness.control('/keys/revoke', { apiKey: harness.emulator.apiKey });
    const queued = await addOne();
    await becomes('INVALID_CREDENTIALS');
    expect(await disconnect()).toMatchObject({
      __typename: 'Integration',
      status: 'DISCONNECTED',
      credentialHint: null,
      permissions: [],
    });
    const asked = await calls();
    expect(await syncOf(harness, synced.email)).toMatchObject({ state: 'SYNCED', candidate: expect.anything() });
    for (const { email } of [waiting, queued]) {
      expect(await syncOf(harness, email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'DISCONNECTED' });
    }
    const { sealedCredential } = await harness.database.integration.findFirstOrThrow();
    expect(sealedCredential).toBeNull();
    const { database } = harness;
    expect([await database.candidateIndex.count(), await database.candidateEmail.count()]).toEqual([0, 0]);
    const later = await addOne();
    expect(await syncOf(harness, later.email)).toBeUndefined();
    expect(await calls()).toBe(asked);
    expect(await disconnect()).toMatchObject({ __typename: 'RefusedError', code: 'CONFLICT' });
  });

  test('S1.5 connecting again starts a new connectedAt, and what was left does not sync by it', async () => {
    for (const operation of ['candidate.search', 'candidate.list']) {
      await harness.control('/faults', { operation, what: '500', when: 'before', times: 50 });
    }
    const left = await addOne();
    await expect.poll(async () => (await syncOf(harness, left.email))?.error?.code).toBe('REMOTE_UNAVAILABLE');
    await disconnect();
    const between = await addOne();
    await fetch(`${harness.emulator.url}/_emulator/faults`, { method: 'DELETE' });
    const again = await connect(harness);
    expect(Date.parse(again.connectedAt)).toBeGreaterThan(Date.parse(integration.connectedAt));
    expect(again.id).toBe(integration.id);
    expect(again.settings.mode).toBe('ON_ADDED');
    await settled(harness, 'SYNCED', await addOne());
    expect(await syncOf(harness, left.email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'DISCONNECTED' });
    expect(await syncOf(harness, between.email)).toMatchObject({ reason: 'ADDED_BEFORE_CONNECTION' });
    expect((await created(harness)).candidates).toHaveLength(1);
  });

  test('S1.5 connecting another organisation, nobody is a candidate in it: all begins anew, and nothing leaves by itself', async () => {
    const contact = await addOne();
    const { candidate } = await settled(harness, 'SYNCED', contact);
    await disconnect();
    // The organisation of before is known by records that this one does not have.
    await harness.database.integration.updateMany({ data: { organizationMarks: ['candidate-of-elsewhere'] } });
    await harness.control('/candidates/delete', { candidateId: candidate.remoteId });
    const again = await connect(harness);
    expect(again).toMatchObject({ id: integration.id, settings: { mode: 'OFF', defaultJob: null } });
    expect(await syncOf(harness, contact.email)).toMatchObject({
      state: 'NOT_SYNCED',
      reason: 'ADDED_BEFORE_CONNECTION',
      candidate: null,
    });
    await changeSettings(harness, { integrationId: integration.id, mode: 'ON_ADDED' });
    await resync(harness, { integrationId: integration.id, all: true });
    const synced = await settled(harness, 'SYNCED', contact);
    expect(synced.candidate.remoteId).not.toBe(candidate.remoteId);
    expect((await created(harness)).candidates).toHaveLength(2);
  });

  test('S1.4 a key is tried at the pace of the integration that it is for, and waits when that was told to', async () => {
    const busy = { operation: 'candidate.list', what: '429', when: 'before', times: 1, retryAfter: 1 };
    await harness.control('/faults', busy);
    expect(await replaceWith(await newKey())).toMatchObject({ code: 'RATE_LIMITED' });
    const held = Date.now();
    const before = await calls();
    expect(await replaceWith(await newKey())).toMatchObject({ __typename: 'Integration' });
    const [first] = (await harness.journal()).slice(before);
    expect(Date.parse(first?.at ?? '')).toBeGreaterThan(held + 500);
  });

  test('S1.5 T14 disconnected between a send and its answer: looked up before anything is sent again', async () => {
    await using patient = disposable(await startHarness({ times: { ...testTimes, quarantineMs: 60_000 } }));
    const { id: integrationId } = await connect(patient, { mode: 'ON_ADDED' });
    await patient.control('/faults', { operation: 'candidate.create', what: 'reset', when: 'after', times: 1 });
    await patient.control('/lag', { of: ['SEARCH', 'LISTS'] });
    const contact = newContact();
    await add(patient, await newSequence(patient), [contact]);
    const unanswered = async (sequenceId?: string) =>
      (await syncOf(patient, contact.email, sequenceId))?.error?.code === 'OUTCOME_UNKNOWN';
    await expect.poll(() => unanswered(), { timeout: 15_000 }).toBe(true);
    await patient.client.send('DisconnectIntegration', { input: { integrationId } });
    await connect(patient);
    // Added to another sequence, it is wished for again; the search does not show it yet.
    const sequenceId = await newSequence(patient);
    await add(patient, sequenceId, [newContact({ email: contact.email })]);
    await expect.poll(() => unanswered(sequenceId), { timeout: 15_000 }).toBe(true);
    await patient.control('/lag', { of: [] });
    await settled(patient, 'SYNCED', { email: contact.email, sequenceId });
    expect((await created(patient)).candidates).toHaveLength(1);
  });
});

describe('S1.4 health', () => {
  test('S1.4 a key that is revoked while nothing is sent is noticed by schedule, and so is its return', async () => {
    await using watched = disposable(await startHarness({ times: { ...testTimes, checkEveryMs: 300 } }));
    await connect(watched);
    const status = async () => (await watched.client.send('Integrations')).integrations.nodes[0].status;
    await watched.database.integration.updateMany({ data: { status: 'PAUSED', statusDetail: 'Something was wrong.' } });
    await expect.poll(status, { timeout: 15_000 }).toBe('CONNECTED');
    await watched.control('/keys/revoke', { apiKey: watched.emulator.apiKey });
    await expect.poll(status, { timeout: 15_000 }).toBe('INVALID_CREDENTIALS');
  });
});

function disposable(started: Harness): Harness & AsyncDisposable {
  return { ...started, [Symbol.asyncDispose]: started.stop };
}
