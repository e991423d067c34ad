import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, jobTitled, newContact, newSequence, next, record, settled, syncOf } from '../support/seed.ts';

let harness: Harness;
let integration: Answer;
let sequenceId: string;
beforeEach(async () => {
  harness = await startHarness();
  integration = await connect(harness, { mode: 'ON_ADDED', activityTracking: true });
  sequenceId = await newSequence(harness);
});
afterEach(() => harness.stop());

async function synced() {
  const contact = newContact({ name: 'Dana Erasable', company: 'Erasable Ltd' });
  await add(harness, sequenceId, [contact]);
  await settled(harness, 'SYNCED', contact);
  return contact;
}

async function idOf(email: string): Promise<string> {
  const { contacts } = await harness.client.send('Contacts', { filter: { search: email } });
  return contacts.nodes[0]?.id;
}

async function erase(contactId: string, anonymizeInAts = false, client = harness.client): Promise<Answer> {
  return (await client.send('EraseContact', { input: { contactId, anonymizeInAts } })).eraseContact;
}

function email(contact: { email: string }, more: Readonly<Record<string, unknown>> = {}) {
  const text = { subject: 'Dear Dana', body: `Dear ${contact.email}`, from: 'rec@northwind.example' };
  return { eventId: `mail-${next()}`, type: 'SENT', sequenceId, email: contact.email, ...text, ...more };
}

/** Every row of every table, as a dump would have it. */
async function dump(): Promise<string> {
  const tables = await harness.database.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      harness.database.$queryRawUnsafe<{ all: string }[]>(
        `SELECT coalesce(json_agg(t), '[]')::text AS all FROM ${name} t`,
      ),
    ),
  );
  return rows.map(([row]) => row?.all).join('\n');
}

describe('S9.3 a contact is erased', () => {
  test('S9.3 attack 22: nothing of the person is in a dump, and late events do not bring them back', async () => {
    const contact = await synced();
    await record(harness, [email(contact), email(contact, { type: 'REPLIED' })]);
    await expect.poll(async () => (await dump()).includes('"state":"CLAIMED"'), { timeout: 15_000 }).toBe(false);
    expect(await dump()).toContain(contact.email);
    const erased = await erase(await idOf(contact.email));
    expect(erased).toMatchObject({ __typename: 'EraseContactSuccess', erasure: { requests: [] } });
    expect(erased.receipt).toContain('2 email events');
    const late = await record(harness, [email(contact, { email: contact.email.toUpperCase() })]);
    expect(late.results).toMatchObject([{ error: { code: 'CONFLICT', path: ['events', '0', 'email'] } }]);
    const { results } = await add(harness, sequenceId, [contact, newContact({ email: contact.email }), newContact()]);
    expect(results.map(({ error }: Answer) => error?.code)).toEqual(['CONFLICT', 'CONFLICT', undefined]);
    expect(await idOf(contact.email)).toBeUndefined();
    const left = (await dump()).toLowerCase();
    for (const personal of [contact.email, 'dana', 'erasable']) expect(left).not.toContain(personal);
  });

  test('S9.3 whoever follows the sequence sees the hand-over go', async () => {
    const contact = await synced();
    const before = await harness.database.feed.count();
    await erase(await idOf(contact.email));
    expect(await harness.database.feed.count()).toBe(before + 1);
    expect(await syncOf(harness, contact.email)).toBeUndefined();
  });

  test('S9.3 the ATS is asked to anonymize the candidate; the receipt says what became of it', async () => {
    const contact = await synced();
    const contactId = await idOf(contact.email);
    const { erasure } = await erase(contactId, true);
    expect(erasure.requests).toMatchObject([{ integration: { id: integration.id } }]);
    const state = async () => (await erase(contactId)).erasure.requests[0]?.state;
    await expect.poll(state, { timeout: 15_000 }).toBe('DONE');
    expect((await erase(contactId)).receipt).toContain('Ashby has erased the candidate.');
    const { candidates } = (await harness.control('/state')) as { candidates: { name: string; emails: string[] }[] };
    expect(candidates.filter(({ name, emails }) => name === contact.name || emails.includes(contact.email))).toEqual(
      [],
    );
    expect(await harness.database.candidateLink.count()).toBe(0);
  });

  test('S9.3 an ATS that refuses, because an application goes on, is asked again when that is asked for', async () => {
    const job = await jobTitled(harness, integration.id);
    const settings = { integrationId: integration.id, defaultJobId: job.id };
    await harness.client.send('UpdateSyncSettings', { input: settings });
    const contact = await synced();
    const { application } = await syncOf(harness, contact.email);
    const contactId = await idOf(contact.email);
    await erase(contactId, true);
    const request = async () => (await erase(contactId)).erasure.requests[0];
    await expect.poll(async () => (await request())?.state, { timeout: 15_000 }).toBe('FAILED');
    expect(await request()).toMatchObject({ error: { code: 'VALIDATION' } });
    const archived = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a05';
    await harness.control('/applications/stage', { applicationId: application.remoteId, stageId: archived });
    await erase(contactId, true);
    await expect.poll(async () => (await request())?.state, { timeout: 15_000 }).toBe('DONE');
  });

  test('S9.3 erased while it was on its way: it is not made again, and the ATS forgets what it made', async () => {
    await harness.control('/faults', { operation: 'candidate.create', what: 'slow', when: 'before', delayMs: 1_000 });
    const contact = newContact();
    await add(harness, sequenceId, [contact]);
    await expect
      .poll(async () => (await harness.database.intent.findFirst({ where: { state: 'SENDING' } }))?.kind, {
        interval: 10,
      })
      .toBe('CANDIDATE');
    const contactId = await idOf(contact.email);
    await erase(contactId, true);
    const state = async () => (await erase(contactId)).erasure.requests[0]?.state;
    await expect.poll(state, { timeout: 15_000 }).toBe('DONE');
    const { candidates } = (await harness.control('/state')) as { candidates: { emails: string[] }[] };
    expect(candidates.some(({ emails }) => emails.includes(contact.email))).toBe(false);
  });

  test('S9.3 erased while the ATS has not said whether it took them: the receipt says so, and what to do', async () => {
    await harness.control('/faults', { operation: 'candidate.create', what: 'reset', when: 'after', times: 1 });
    await harness.control('/lag', { of: ['SEARCH', 'LISTS'] });
    const contact = newContact();
    await add(harness, sequenceId, [contact]);
    const state = async () => (await harness.database.intent.findFirst({ where: { kind: 'CANDIDATE' } }))?.state;
    await expect.poll(state, { timeout: 15_000, interval: 10 }).toBe('UNKNOWN');
    const contactId = await idOf(contact.email);
    const { receipt } = await erase(contactId);
    expect(receipt).toContain(
      'they may be in it. Search Ashby for their address, and delete or anonymize whom you find.',
    );
    expect((await erase(contactId)).receipt).toBe(receipt);
    const { receipt: other } = await erase(await idOf((await synced()).email));
    expect(other).not.toContain('they may be in it');
  });

  test('S9.1 a member may not, and S9.2 the audit log says that it was done, and not of whom', async () => {
    const contact = await synced();
    const contactId = await idOf(contact.email);
    const member = await harness.clientFor('MEMBER');
    expect(await erase(contactId, false, member)).toMatchObject({ code: 'FORBIDDEN' });
    await erase(contactId);
    const { auditLog } = await harness.client.send('AuditLog');
    expect(auditLog.nodes[0]).toMatchObject({
      action: 'contact.erase',
      target: contactId,
      summary: 'Erased a contact.',
    });
    expect(await erase(sequenceId)).toMatchObject({ __typename: 'NotFoundError' });
  });
});
