import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type OnAts, onAshby, onReference } from '../support/either-ats.ts';
import { add, changeSettings, jobTitled, newContact, newSequence, record, settled, syncOf } from '../support/seed.ts';

const earlier = new Date('2026-01-01T00:00:00.000Z');

describe.for([
  ['an ATS that takes anybody, twice', onAshby],
  ['an ATS that keeps one person an email and needs a job', onReference],
] as const)('the rules of the push on %s', ([, start]) => {
  let ats: OnAts;
  let integration: Answer;

  beforeEach(async () => {
    ats = await start();
    for (const title of ['Analyst', 'Designer']) await ats.addJob(title);
    const input = { connectorId: ats.connectorId, credential: ats.credential };
    integration = (await ats.client.send('ConnectIntegration', { input })).connectIntegration;
    expect(integration).toMatchObject({ __typename: 'Integration', status: 'CONNECTED' });
    await change({ mode: 'ON_ADDED' });
  });
  afterEach(() => ats.stop());

  function change(settings: Readonly<Record<string, unknown>>) {
    return changeSettings(ats, { integrationId: integration.id, ...settings });
  }

  async function useJob(title: string): Promise<void> {
    const job = await jobTitled(ats, integration.id, title);
    await change({ defaultJobId: job.id });
  }

  async function addOne(more: Readonly<Record<string, unknown>> = {}) {
    const contact = newContact(more);
    const sequenceId = await newSequence(ats);
    await add(ats, sequenceId, [contact]);
    return { contact, sequenceId };
  }

  test('S2.1 OFF: nothing is written', async () => {
    await change({ mode: 'OFF' });
    const { contact } = await addOne();
    expect(await syncOf(ats, contact.email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'SYNC_OFF' });
    expect(await ats.people()).toEqual([]);
  });

  test('S2.2 S3.1 added: one candidate, considered for the default job', async () => {
    await useJob('Analyst');
    const { contact } = await addOne();
    await settled(ats, 'SYNCED', contact);
    expect(await ats.people()).toEqual([{ name: contact.name, email: contact.email, jobs: ['Analyst'] }]);
  });

  test('S2.3 replied: not before, and then once', async () => {
    await useJob('Analyst');
    await change({ mode: 'ON_REPLY' });
    const { contact, sequenceId } = await addOne();
    expect(await ats.people()).toEqual([]);
    const occurredAt = new Date().toISOString();
    await record(ats, [{ eventId: 'reply-1', sequenceId, email: contact.email, type: 'REPLIED', occurredAt }]);
    await settled(ats, 'SYNCED', contact);
    expect(await ats.people()).toHaveLength(1);
  });

  test('S3.3 without a job: a candidate where one can stand alone, else a person is told', async () => {
    const { contact } = await addOne();
    if (ats.needsJob) {
      expect(await settled(ats, 'FAILED', contact)).toMatchObject({ error: { code: 'JOB_REQUIRED' } });
      expect(await ats.people()).toEqual([]);
    } else {
      await settled(ats, 'SYNCED', contact);
      expect(await ats.people()).toEqual([{ name: contact.name, email: contact.email, jobs: [] }]);
    }
  });

  test('S3.5 in a second sequence with another job: one candidate, two applications', async () => {
    await useJob('Analyst');
    const { contact } = await addOne();
    await settled(ats, 'SYNCED', contact);
    await useJob('Designer');
    const { sequenceId } = await addOne({ name: contact.name, email: contact.email });
    await settled(ats, 'SYNCED', { email: contact.email, sequenceId });
    expect(await ats.people()).toEqual([{ name: contact.name, email: contact.email, jobs: ['Analyst', 'Designer'] }]);
  });

  test('S3.6 the job has closed: FAILED, with what to do', async () => {
    await useJob('Analyst');
    await ats.closeJob('Analyst');
    const { contact } = await addOne();
    expect(await settled(ats, 'FAILED', contact)).toMatchObject({ error: { code: 'JOB_NOT_OPEN' } });
  });

  test('S6.1 an earlier candidate is held: nothing is written', async () => {
    await useJob('Analyst');
    const { email } = newContact();
    await ats.addCandidate({ name: 'Somebody', email, createdAt: earlier });
    await addOne({ email: email.toUpperCase() });
    await settled(ats, 'EXISTS', { email });
    expect(await ats.people()).toEqual([{ name: 'Somebody', email, jobs: [] }]);
  });

  test('S6.3 off: the same email is linked and gets the application, no second candidate', async () => {
    await useJob('Analyst');
    await change({ deduplication: false });
    const { email } = newContact();
    await ats.addCandidate({ name: 'Somebody', email, createdAt: earlier });
    await addOne({ email });
    await settled(ats, 'SYNCED', { email });
    expect(await ats.people()).toEqual([{ name: 'Somebody', email, jobs: ['Analyst'] }]);
  });

  test('T14 done, and the answer lost: one candidate, one application', async () => {
    await useJob('Analyst');
    await ats.loseAnswers(2);
    const { contact } = await addOne();
    await settled(ats, 'SYNCED', contact);
    expect(await ats.people()).toEqual([{ name: contact.name, email: contact.email, jobs: ['Analyst'] }]);
  });

  test('S7.5 what happened by email is written once, though the answer is lost', async () => {
    await useJob('Analyst');
    await change({ activityTracking: true });
    const { contact, sequenceId } = await addOne();
    await settled(ats, 'SYNCED', contact);
    await ats.loseAnswers(1);
    const event = { sequenceId, email: contact.email, type: 'SENT', body: 'Would you like to talk?' };
    await record(ats, [{ ...event, eventId: 'sent-1', messageId: 'message-1' }]);
    await record(ats, [{ ...event, eventId: 'sent-again', messageId: 'message-1' }]);
    const states = async () => {
      const { contacts } = await ats.client.send('Activities', { filter: { search: contact.email } });
      return contacts.nodes[0].activities.nodes.map(({ writes }: Answer) => writes[0]?.state);
    };
    await expect.poll(states, { timeout: 15_000 }).toEqual(['WRITTEN', 'WRITTEN']);
    expect(await ats.activities()).toEqual([expect.stringContaining('Would you like to talk?')]);
  });

  test('S9.3 who asks to be forgotten is, in the ATS too', async () => {
    if (ats.needsJob) await useJob('Analyst');
    const { contact } = await addOne();
    await settled(ats, 'SYNCED', contact);
    const { contacts } = await ats.client.send('Contacts', { filter: { search: contact.email } });
    const input = { contactId: contacts.nodes[0].id, anonymizeInAts: true };
    await ats.client.send('EraseContact', { input });
    const left = async () =>
      (await ats.people()).filter(({ name, email }) => name === contact.name || email === contact.email);
    await expect.poll(left, { timeout: 15_000 }).toEqual([]);
  });

  test('S1.4 the key is revoked: items wait, and do not fail', async () => {
    await useJob('Analyst');
    await ats.revoke();
    const { contact } = await addOne();
    await expect
      .poll(async () => (await ats.client.send('Integrations')).integrations.nodes[0].status, { timeout: 10_000 })
      .toBe('INVALID_CREDENTIALS');
    expect(await syncOf(ats, contact.email)).toMatchObject({ state: 'QUEUED' });
    expect(await ats.people()).toEqual([]);
  });
});
