import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { clientOf } from '../support/client.ts';
import { finished, startRun } from '../support/runs.ts';
import { add, changeSettings, created, newContact, newSequence, settled } from '../support/seed.ts';
import { type Connected, inEach, killedFleet, oneProcess } from '../support/ways-to-run.ts';

let harness: Connected;
afterEach(() => harness.stop());

const people = (count: number) => Array.from({ length: count }, () => newContact());

async function replaceKey(): Promise<void> {
  const permissions = ['candidates:read', 'candidates:write', 'jobs:read'];
  const { apiKey } = z.object({ apiKey: z.string() }).parse(await harness.control('/keys', { permissions }));
  const input = { integrationId: harness.integrationId, credential: { apiKey } };
  const { replaceCredential } = await harness.client.send('ReplaceCredential', { input });
  expect(replaceCredential).toMatchObject({ __typename: 'Integration', status: 'CONNECTED' });
}

function revokeKey(): Promise<unknown> {
  return harness.control('/keys/revoke', { apiKey: harness.emulator.apiKey });
}

async function everybodyWaits(): Promise<void> {
  const status = async () => (await harness.database.integration.findFirstOrThrow()).status;
  await expect.poll(status, { timeout: 60_000, interval: 10 }).toBe('INVALID_CREDENTIALS');
}

/** Each is in Ashby once. */
async function expectOnce(contacts: readonly { readonly email: string }[]): Promise<void> {
  const emails = (await created(harness)).candidates.map(({ request }) => (request as { email: string }).email);
  expect(emails.toSorted()).toEqual(contacts.map(({ email }) => email).toSorted());
}

/** A run over many contacts, in the middle of which these steps are taken. */
async function runThrough(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const { integrationId } = harness;
  const sequenceId = await newSequence(harness);
  const contacts = people(200);
  await add(harness, sequenceId, contacts);
  await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  await harness.control('/faults', { operation: '*', what: 'slow', when: 'after', delayMs: 40, times: 10_000 });
  const run = await startRun(harness, { integrationId, sequenceId });
  const done = async () => (await created(harness)).candidates.length;
  await expect.poll(done, { timeout: 60_000, interval: 10 }).toBeGreaterThan(10);
  for (const step of steps) await step();
  expect(await done()).toBeLessThan(contacts.length);
  expect((await finished(harness, run)).counts).toMatchObject({ synced: contacts.length, failed: 0 });
  expect(await harness.database.syncHistory.count({ where: { toState: 'FAILED' } })).toBe(0);
  await expectOnce(contacts);
}

inEach([oneProcess, killedFleet], ({ begin }) => {
  test('S1.3 S1.4 a key that is replaced, and the old one revoked, in the middle of a run fails nobody, and doubles nobody', async () => {
    harness = await begin();
    await runThrough([replaceKey, revokeKey]);
  });
});

test('S1.3 S1.4 nor does one that is revoked, and replaced when everybody waits for another', async () => {
  harness = await oneProcess.begin();
  await runThrough([revokeKey, everybodyWaits, replaceKey]);
});

test('S9.1 S8.2 a token that runs out between two batches: the first is handed over, the second is taken with another', async () => {
  harness = await oneProcess.begin({ mode: 'ON_ADDED' });
  const sequenceId = await newSequence(harness);
  const program = async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const input = { name: 'Outreach', scopes: ['CONTACTS'], expiresAt };
    const { createApiToken } = await harness.client.send('CreateApiToken', { input });
    return { client: clientOf(harness.handoff.url, createApiToken.secret) };
  };
  const [before, after] = [people(10), people(10)];
  const first = await program();
  await add(first, sequenceId, before);
  await harness.database.$executeRaw`UPDATE api_token SET expires_at = now() WHERE name = 'Outreach'`;
  await expect(add(first, sequenceId, after)).rejects.toThrow();
  for (const contact of before) await settled(harness, 'SYNCED', contact);
  await expectOnce(before);
  // It does not know which of the two was taken, and sends both again.
  const second = await program();
  for (const batch of [before, after]) await add(second, sequenceId, batch);
  for (const contact of after) await settled(harness, 'SYNCED', contact);
  await expectOnce([...before, ...after]);
});
