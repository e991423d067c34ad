import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { indexed } from '../support/push.ts';
import { resync } from '../support/runs.ts';
import { add, changeSettings, connect, created, jobTitled, newContact, newSequence, settled } from '../support/seed.ts';
import { seedMany } from '../support/seed-many.ts';

let harness: Harness;
let integration: Answer;

beforeEach(async () => {
  harness = await startHarness({ seed: { candidates: 30, jobs: 2 } });
  integration = await connect(harness, { mode: 'ON_ADDED' });
  await indexed(harness);
});
afterEach(() => harness.stop());

async function allSynced(count: number) {
  const synced = () => harness.database.sync.count({ where: { state: 'SYNCED' } });
  await expect.poll(synced, { timeout: 60_000, interval: 50 }).toBe(count);
}

async function calls() {
  return (await harness.journal()).filter(({ operation }) => !operation.startsWith('apiKey')).length;
}

describe('remote calls per contact, with deduplication', () => {
  test('S6.3 a new contact without a job costs its creation and little more', async () => {
    const before = await calls();
    await add(
      harness,
      await newSequence(harness),
      Array.from({ length: 200 }, () => newContact()),
    );
    await allSynced(200);
    expect(((await calls()) - before) / 200).toBeLessThanOrEqual(1.03);
    expect((await created(harness)).candidates).toHaveLength(200);
  });

  test('S3.3 a new contact with a job costs one call more', async () => {
    const { id: jobId } = await jobTitled(harness, integration.id);
    const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId });
    const before = await calls();
    await add(
      harness,
      sequenceId,
      Array.from({ length: 200 }, () => newContact()),
    );
    await allSynced(200);
    expect(((await calls()) - before) / 200).toBeLessThanOrEqual(2.03);
    expect((await created(harness)).applications).toHaveLength(200);
  });
});

test('S6.6 the first reading takes a call a page, and checking a hundred addresses one more', async () => {
  const lists = async () => (await harness.journal()).filter(({ operation }) => operation === 'candidate.list').length;
  const large = await startHarness({ seed: { candidates: 450, jobs: 1 } });
  await harness.stop();
  harness = large;
  integration = await connect(harness);
  await indexed(harness);
  const filled = await lists();
  expect(filled).toBeLessThanOrEqual(5 + 2);
  const emails = Array.from({ length: 100 }, () => newContact().email);
  const before = await calls();
  const { checkDuplicates } = await harness.client.send('CheckDuplicates', { integrationId: integration.id, emails });
  expect(checkDuplicates).toHaveLength(100);
  expect((await calls()) - before).toBe(1);
});

describe('remote calls per contact who is a candidate already', () => {
  test('S6.3 who is linked and has applied for nothing costs a look and the application', async () => {
    await changeSettings(harness, { integrationId: integration.id, deduplication: false });
    const { id: jobId } = await jobTitled(harness, integration.id);
    const contacts = Array.from({ length: 60 }, () => newContact());
    for (const { name, email } of contacts) await harness.control('/candidates', { name, email });
    const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId });
    const before = await calls();
    await add(harness, sequenceId, contacts);
    await allSynced(60);
    expect(((await calls()) - before) / 60).toBeLessThanOrEqual(2.1);
    expect(await created(harness)).toMatchObject({ candidates: [], applications: { length: 60 } });
  });
});

describe('remote calls of a resync', () => {
  test('S5.2 of 10,000 who have synced takes none for them, and at most 200 in all', async () => {
    const sequenceId = await newSequence(harness);
    const { id: integrationId } = integration;
    await seedMany(harness, { integrationId, sequenceId, count: 10_000, as: 'SYNCED' });
    const before = await calls();
    const run = await resync(harness, { integrationId, sequenceId });
    expect(run).toMatchObject({ total: 10_000, skips: [{ reason: 'ALREADY_SYNCED', count: 10_000 }], remoteCalls: 0 });
    const fresh = newContact();
    await add(harness, sequenceId, [fresh]);
    await settled(harness, 'SYNCED', fresh);
    expect((await calls()) - before).toBeLessThanOrEqual(200);
    expect((await created(harness)).candidates).toHaveLength(1);
  });
});

describe('who is in the ATS', () => {
  const person = (email: string, createdAt: Date) => harness.control('/candidates', { name: 'Ada', email, createdAt });

  test('S6.3 somebody who was put there a moment ago is found, and linked', async () => {
    const contact = newContact();
    const { id } = (await person(contact.email, new Date(Date.now() + 3_600_000))) as { id: string };
    await add(harness, await newSequence(harness), [contact]);
    expect(await settled(harness, 'SYNCED', contact)).toMatchObject({ candidate: { remoteId: id } });
    expect((await created(harness)).candidates).toHaveLength(0);
  });

  test('S6.4 any of their addresses counts, in whatever case', async () => {
    const contact = newContact();
    const alternateEmails = [contact.email.toUpperCase()];
    await harness.control('/candidates', {
      name: 'Ada',
      email: 'other@b.example',
      alternateEmails,
      createdAt: '2020-01-01T00:00:00.000Z',
    });
    await add(harness, await newSequence(harness), [contact]);
    await settled(harness, 'EXISTS', contact);
  });

  test('S10.2 one who was merged since is who they are now', async () => {
    const contact = newContact();
    const later = new Date(Date.now() + 3_600_000);
    const old = (await person(contact.email, later)) as { id: string };
    const kept = (await person('kept@b.example', later)) as { id: string };
    await add(harness, await newSequence(harness), [newContact()]);
    await allSynced(1);
    await harness.control('/candidates/merge', { deletedId: old.id, mergedId: kept.id });
    await add(harness, await newSequence(harness), [contact]);
    expect(await settled(harness, 'SYNCED', contact)).toMatchObject({ candidate: { remoteId: kept.id } });
  });

  test('S10.2 one who was deleted since is nobody: the contact is created', async () => {
    const contact = newContact();
    const old = (await person(contact.email, new Date(Date.now() + 3_600_000))) as { id: string };
    await add(harness, await newSequence(harness), [newContact()]);
    await allSynced(1);
    await harness.control('/candidates/delete', { candidateId: old.id });
    await add(harness, await newSequence(harness), [contact]);
    expect(await settled(harness, 'SYNCED', contact)).not.toMatchObject({ candidate: { remoteId: old.id } });
    expect((await created(harness)).candidates).toHaveLength(2);
  });

  test('S6.8 while the index cannot be trusted each address is asked for, and everything is read again', async () => {
    await harness.control('/cursors/expire', {});
    const contact = newContact();
    await person(contact.email, new Date('2020-01-01T00:00:00Z'));
    await add(harness, await newSequence(harness), [contact]);
    await settled(harness, 'EXISTS', contact);
    await expect.poll(async () => (await harness.database.candidateIndex.findFirst())?.generation).toBe(2);
    await indexed(harness);
    const fresh = newContact();
    await add(harness, await newSequence(harness), [fresh]);
    await settled(harness, 'SYNCED', fresh);
  });

  test('S10.2 whom a reading from the beginning does not meet again is gone: the link is cleared, and nobody is made again', async () => {
    const contact = newContact();
    await add(harness, await newSequence(harness), [contact]);
    const { candidate } = await settled(harness, 'SYNCED', contact);
    await harness.control('/candidates/delete', { candidateId: candidate.remoteId });
    await harness.control('/cursors/expire', {});
    await add(harness, await newSequence(harness), [newContact()]);
    expect(await settled(harness, 'FAILED', contact)).toMatchObject({
      error: { code: 'CANDIDATE_GONE' },
      candidate: null,
    });
    expect(await harness.database.candidateLink.count({ where: { remoteId: candidate.remoteId } })).toBe(0);
    expect((await created(harness)).candidates).toHaveLength(2);
  });

  test('S1.2 the index keeps no address, and S1.5 disconnecting deletes it', async () => {
    const contact = newContact();
    await add(harness, await newSequence(harness), [contact]);
    await settled(harness, 'SYNCED', contact);
    const entries = await harness.database.candidateEntry.findMany({ include: { emails: true } });
    expect(entries.length).toBe(31);
    expect(JSON.stringify(entries)).not.toContain('example');
    await harness.client.send('DisconnectIntegration', { input: { integrationId: integration.id } });
    expect(await harness.database.candidateEntry.count()).toBe(0);
    expect(await harness.database.candidateEmail.count()).toBe(0);
  });
});
