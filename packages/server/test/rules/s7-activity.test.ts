import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import {
  add,
  changeSettings,
  connect,
  newContact,
  newSequence,
  next,
  record,
  settled,
  syncOf,
} from '../support/seed.ts';

let harness: Harness;
let integration: Answer;
let sequenceId: string;
beforeEach(async () => {
  harness = await startHarness();
  sequenceId = await newSequence(harness);
});
afterEach(() => harness.stop());

async function connectTracking(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  integration = await connect(harness, { mode: 'ON_ADDED', activityTracking: true, ...settings });
}

type Event = Readonly<Record<string, unknown>>;

function event(email: string, more: Event = {}): Event {
  const number = next();
  const text = { subject: `Subject ${number}`, body: `Body ${number}`, from: 'rec@northwind.example' };
  return {
    eventId: `event-${number}`,
    type: 'SENT',
    sequenceId,
    email,
    messageId: `message-${number}`,
    ...text,
    ...more,
  };
}

async function take(events: readonly Event[]): Promise<void> {
  expect((await record(harness, events)).results.every(({ error }: Answer) => error === null)).toBe(true);
}

async function addOne(more: Event = {}) {
  const contact = newContact(more);
  await add(harness, sequenceId, [contact]);
  return contact;
}

/** What Ashby was asked to keep, in order. */
async function written(operation = 'candidate.addEmailMessage'): Promise<readonly Answer[]> {
  const entries = (await harness.journal()).filter((entry) => entry.operation === operation && entry.outcome.success);
  return entries.map(({ request }) => request);
}

/** The activities of a contact as the API shows them, oldest first. */
async function activities(email: string): Promise<readonly Answer[]> {
  const { contacts } = await harness.client.send('Activities', { filter: { search: email } });
  return (contacts.nodes[0]?.activities.nodes ?? []).toReversed();
}

async function statesOf(email: string): Promise<readonly (string | undefined)[]> {
  return (await activities(email)).map(({ writes }) => writes[0]?.state);
}

/** Waits until the activities of this address stand so. */
async function become(email: string, states: readonly string[]): Promise<void> {
  await expect.poll(() => statesOf(email), { timeout: 15_000, interval: 20 }).toEqual(states);
}

/** What midnight does. */
async function endTheDay(): Promise<void> {
  await harness.database.$executeRaw`UPDATE intent SET retry_at = now() WHERE kind = 'ACTIVITY' AND state = 'PENDING'`;
}

describe('S7 activity', () => {
  test('S7.1 S7.5 tracking on: what was said is written as messages of the candidate, with its own moment', async () => {
    await connectTracking();
    const contact = await addOne();
    const { candidate } = await settled(harness, 'SYNCED', contact);
    const at = integration.connectedAt;
    await take([
      event(contact.email, { subject: 'A role', body: 'Would <you> talk?', occurredAt: at, messageId: 'm-1' }),
    ]);
    await become(contact.email, ['WRITTEN']);
    expect(await written()).toEqual([
      expect.objectContaining({
        candidateId: candidate.remoteId,
        subject: 'A role',
        body: '<div>Would &lt;you&gt; talk?</div>',
        from: 'rec@northwind.example',
        to: contact.email,
        sentAt: at,
        messageIdHeader: 'm-1',
      }),
    ]);
  });

  test('S7.1 a reply is the contact’s, and goes to who wrote last', async () => {
    await connectTracking();
    const contact = await addOne();
    await settled(harness, 'SYNCED', contact);
    // Without a moment of their own they happened in the order in which they are told, whatever they are called.
    await take([
      event(contact.email, { eventId: 'z' }),
      event(contact.email, { eventId: 'a', type: 'REPLIED', from: contact.email }),
    ]);
    await become(contact.email, ['WRITTEN', 'WRITTEN']);
    const [, reply] = await written();
    expect(reply).toMatchObject({ from: contact.email, to: 'rec@northwind.example' });
  });

  test('S7.2 T4 a contact added before the connection: synced by whatever way, its activity is never written', async () => {
    const contact = await addOne();
    await connectTracking();
    await take([event(contact.email)]);
    expect(await activities(contact.email)).toMatchObject([
      { writes: [{ state: 'NEVER', reason: 'ADDED_BEFORE_CONNECTION' }] },
    ]);
    const other = await newSequence(harness);
    await add(harness, other, [newContact({ email: contact.email })]);
    await settled(harness, 'SYNCED', { email: contact.email, sequenceId: other });
    expect(await written()).toEqual([]);
  });

  test('S7.2 T5 emailed, then connected with tracking on: that email is never written', async () => {
    const email = 'early@new.example';
    await take([event(email)]);
    await connectTracking();
    const contact = await addOne({ email });
    await settled(harness, 'SYNCED', contact);
    await take([event(email, { occurredAt: '2026-01-01T00:00:00.000Z' }), event(email, { subject: 'The new one' })]);
    await expect.poll(async () => (await written()).length, { timeout: 15_000 }).toBe(1);
    expect((await written())[0]).toMatchObject({ subject: 'The new one' });
    const reasons = (await activities(email)).map(({ writes }) => writes[0]?.reason ?? null);
    expect(reasons.toSorted()).toEqual(['BEFORE_CONNECTION', 'BEFORE_CONNECTION', null]);
  });

  test('S7.3 off: nothing is written, and nothing of it later', async () => {
    await connectTracking({ activityTracking: false });
    const contact = await addOne();
    await settled(harness, 'SYNCED', contact);
    await take([event(contact.email), event('later@new.example')]);
    await changeSettings(harness, { integrationId: integration.id, activityTracking: true });
    const later = await addOne({ email: 'later@new.example' });
    await settled(harness, 'SYNCED', later);
    await take([event(contact.email, { subject: 'On again' })]);
    await become(contact.email, ['NEVER', 'WRITTEN']);
    expect((await written()).map(({ subject }) => subject)).toEqual(['On again']);
    expect((await activities(later.email))[0]).toMatchObject({ writes: [{ state: 'NEVER', reason: 'TRACKING_OFF' }] });
  });

  test('S7.4 before the contact has synced it waits, and is written in order once it has', async () => {
    await connectTracking({ mode: 'ON_REPLY' });
    const contact = await addOne();
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    await harness.database.integration.updateMany({ data: { connectedAt: new Date(Date.now() - 3_600_000) } });
    await harness.database.enrollment.updateMany({ data: { addedAt: new Date(Date.now() - 1_800_000) } });
    await take([
      event(contact.email, { subject: 'second', occurredAt: minutesAgo(8) }),
      event(contact.email, { subject: 'first', occurredAt: minutesAgo(9) }),
      event(contact.email, { subject: 'third', occurredAt: minutesAgo(7) }),
    ]);
    expect(await statesOf(contact.email)).toEqual(['WAITING', 'WAITING', 'WAITING']);
    expect(await written()).toEqual([]);
    await take([event(contact.email, { type: 'REPLIED', subject: 'reply', occurredAt: minutesAgo(6) })]);
    await settled(harness, 'SYNCED', contact);
    await become(contact.email, ['WRITTEN', 'WRITTEN', 'WRITTEN', 'WRITTEN']);
    expect((await written()).map(({ subject }) => subject)).toEqual(['first', 'second', 'third', 'reply']);
  });

  test('S7.4 S8.1 an email that is told before its contact is the contact’s all the same', async () => {
    await connectTracking();
    await take([event('ahead@new.example', { subject: 'ahead' })]);
    const contact = await addOne({ email: 'Ahead@new.example', addedAt: integration.connectedAt });
    await settled(harness, 'SYNCED', contact);
    await become('ahead@new.example', ['WRITTEN']);
    expect((await written()).map(({ subject }) => subject)).toEqual(['ahead']);
  });

  test('S7.5 the same message, told ten times under two event ids, is written once', async () => {
    await connectTracking();
    const contact = await addOne();
    await settled(harness, 'SYNCED', contact);
    const once = event(contact.email, { messageId: 'm-once' });
    await Promise.all(Array.from({ length: 10 }, () => take([once])));
    await take([{ ...once, eventId: 'told-anew' }, event(contact.email)]);
    await become(contact.email, ['WRITTEN', 'WRITTEN', 'WRITTEN']);
    expect(await written()).toHaveLength(2);
  });

  test('S7.5 T14 written, and the answer lost: once', async () => {
    await connectTracking();
    const contact = await addOne();
    await settled(harness, 'SYNCED', contact);
    for (const operation of ['candidate.addEmailMessage', 'candidate.createNote']) {
      await harness.control('/faults', { operation, what: 'reset', when: 'after', times: 1 });
    }
    await take([event(contact.email), event(contact.email, { type: 'BOUNCED' }), event(contact.email)]);
    await become(contact.email, ['WRITTEN', 'WRITTEN', 'WRITTEN']);
    const { emails, notes } = (await harness.control('/state')) as { emails: unknown[]; notes: unknown[] };
    expect([emails.length, notes.length]).toEqual([2, 1]);
  });

  test('S7.5 opens and clicks of a day are one note; a bounce is a note of its own', async () => {
    await connectTracking();
    const contact = await addOne();
    await settled(harness, 'SYNCED', contact);
    const about = { subject: 'A role' };
    const opens = Array.from({ length: 5 }, () => event(contact.email, { type: 'OPENED', ...about }));
    await take([
      ...opens,
      event(contact.email, { type: 'CLICKED', ...about }),
      event(contact.email, { type: 'BOUNCED' }),
    ]);
    await expect.poll(async () => (await written('candidate.createNote')).length, { timeout: 15_000 }).toBe(1);
    expect((await statesOf(contact.email)).toSorted()).toEqual([...Array(6).fill('WAITING'), 'WRITTEN']);
    await endTheDay();
    await become(contact.email, Array(7).fill('WRITTEN'));
    const notes = (await written('candidate.createNote')).map(({ note }) => note.value);
    expect(notes).toEqual([
      expect.stringContaining('could not be delivered'),
      expect.stringContaining('A role: opened 5 times, clicked once'),
    ]);
  });

  test('S7.5 what Ashby refuses of activity fails alone: the contact has synced, the next activity is written', async () => {
    await connectTracking();
    const contact = await addOne();
    await settled(harness, 'SYNCED', contact);
    await harness.control('/faults', {
      operation: 'candidate.addEmailMessage',
      what: '500',
      when: 'before',
      times: 99,
    });
    await take([event(contact.email, { subject: 'never answered' })]);
    await become(contact.email, ['FAILED']);
    expect((await activities(contact.email))[0].writes[0]).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(await syncOf(harness, contact.email)).toMatchObject({ state: 'SYNCED' });
    await fetch(`${harness.emulator.url}/_emulator/faults`, { method: 'DELETE' });
    await take([event(contact.email, { subject: 'the next one' })]);
    await become(contact.email, ['FAILED', 'WRITTEN']);
    await settled(harness, 'SYNCED', await addOne());
  });

  test('S7.2 S1.5 what waited when the integration was disconnected is not written after it is connected again', async () => {
    await connectTracking({ mode: 'ON_REPLY' });
    const contact = await addOne();
    await take([event(contact.email)]);
    expect(await statesOf(contact.email)).toEqual(['WAITING']);
    await harness.client.send('DisconnectIntegration', { input: { integrationId: integration.id } });
    expect(await activities(contact.email)).toMatchObject([
      { writes: [{ state: 'NEVER', reason: 'BEFORE_CONNECTION' }] },
    ]);
  });
});
