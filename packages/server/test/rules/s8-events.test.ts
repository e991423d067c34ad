import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import {
  add,
  changeSettings,
  connect,
  created,
  newContact,
  newSequence,
  next,
  record,
  settled,
  syncOf,
} from '../support/seed.ts';

let harness: Harness;
let integrationId: string;
beforeAll(async () => {
  harness = await startHarness();
  const { id } = await connect(harness, { mode: 'ON_ADDED' });
  integrationId = id;
});
afterAll(() => harness.stop());

/** Everything that was asked for before this contact has had its turn. */
async function allDone(sequenceId: string) {
  const last = newContact();
  await add(harness, sequenceId, [last]);
  await settled(harness, 'SYNCED', { email: last.email });
}

describe('S8 events come in', () => {
  test('S8.1 the same event twice has one effect', async () => {
    const sequenceId = await newSequence(harness);
    const contact = newContact();
    const first = await add(harness, sequenceId, [contact]);
    const second = await add(harness, sequenceId, [contact, { ...contact, email: 'other@new.example' }]);
    const ids = [...first.results, ...second.results].map((result: Answer) => result.enrollment.id);
    expect(new Set(ids).size).toBe(1);
    await settled(harness, 'SYNCED', { email: contact.email });
    await allDone(sequenceId);
    const { candidates } = await created(harness);
    expect(candidates.filter(({ request }) => JSON.stringify(request).includes(contact.email))).toHaveLength(1);
    expect(await harness.database.contact.count({ where: { emailKey: 'other@new.example' } })).toBe(0);
  });

  test('S8.1 the same event sent ten times at once has one effect', async () => {
    const sequenceId = await newSequence(harness);
    const contact = newContact({ email: null });
    const answers = await Promise.all(Array.from({ length: 10 }, () => add(harness, sequenceId, [contact])));
    const ids = answers.map(({ results }) => results[0].enrollment.id);
    expect(new Set(ids).size).toBe(1);
    expect(await harness.database.enrollment.count({ where: { contact: { name: contact.name } } })).toBe(1);
  });

  test('S8.1 a reply before its "added" ends as if it had come after', async () => {
    await changeSettings(harness, { integrationId, mode: 'ON_REPLY' });
    const sequenceId = await newSequence(harness);
    const ordered = newContact();
    const reversed = newContact();
    const reply = ({ email }: { email: string }) => ({
      eventId: `reply-${next()}`,
      type: 'REPLIED',
      sequenceId,
      email,
    });
    await add(harness, sequenceId, [ordered]);
    expect(await syncOf(harness, ordered.email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'WAITING_FOR_REPLY' });
    await record(harness, [reply(ordered)]);
    await record(harness, [reply({ email: ` ${reversed.email.toUpperCase()} ` })]);
    await add(harness, sequenceId, [reversed]);
    const states = [
      await settled(harness, 'SYNCED', { email: ordered.email }),
      await settled(harness, 'SYNCED', { email: reversed.email }),
    ].map(({ state, reason, label }) => ({ state, reason, label }));
    expect(states[0]).toEqual(states[1]);
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  });

  test('S8.1 a reply and its contact at the same moment do not miss each other', async () => {
    await changeSettings(harness, { integrationId, mode: 'ON_REPLY' });
    const sequenceId = await newSequence(harness);
    const contacts = Array.from({ length: 20 }, () => newContact());
    await Promise.all(
      contacts.flatMap((contact) => [
        add(harness, sequenceId, [contact]),
        record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email: contact.email }]),
      ]),
    );
    for (const { email } of contacts) await settled(harness, 'SYNCED', { email });
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  });

  test('S8.2 of 1,000 contacts with three bad ones the bad are named by index and reason, the good are taken', async () => {
    await changeSettings(harness, { integrationId, mode: 'OFF' });
    const sequenceId = await newSequence(harness);
    const contacts: Record<string, unknown>[] = Array.from({ length: 1_000 }, () => newContact());
    contacts[7] = newContact({ email: 'not-an-address' });
    contacts[400] = newContact({ name: ' ' });
    contacts[500] = newContact({ addedAt: new Date(Date.now() + 3_600_000).toISOString() });
    contacts[999] = newContact({ eventId: null });
    const answer = await add(harness, sequenceId, contacts);
    expect(answer.accepted).toBe(996);
    expect(answer.results).toHaveLength(1_000);
    const bad = answer.results.filter(({ error }: Answer) => error !== null);
    expect(bad.map(({ index, error }: Answer) => ({ index, ...error }))).toEqual([
      { index: 7, code: 'INVALID_INPUT', message: 'email is not an email address.', path: ['contacts', '7', 'email'] },
      { index: 400, code: 'INVALID_INPUT', message: 'name is empty.', path: ['contacts', '400', 'name'] },
      { index: 500, code: 'INVALID_INPUT', message: 'addedAt is in the future.', path: ['contacts', '500', 'addedAt'] },
      { index: 999, code: 'INVALID_INPUT', message: 'eventId is missing.', path: ['contacts', '999', 'eventId'] },
    ]);
    const { node } = await harness.client.send('SequenceSync', { id: sequenceId });
    expect(node.contactCount).toBe(996);
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  });

  test('S8.2 more than 1,000 in one call are refused whole, and so is an unknown sequence', async () => {
    const sequenceId = await newSequence(harness);
    const contacts = Array.from({ length: 1_001 }, () => newContact());
    expect(await add(harness, sequenceId, contacts)).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['contacts'],
    });
    expect(await add(harness, 'bm9uZTp4', [newContact()])).toMatchObject({
      __typename: 'NotFoundError',
      path: ['sequenceId'],
    });
  });

  test('S8.2 bad email events are named by index and reason, the good are taken', async () => {
    const sequenceId = await newSequence(harness);
    const event = (more: object) => ({
      eventId: `event-${next()}`,
      type: 'OPENED',
      sequenceId,
      email: 'a@new.example',
      ...more,
    });
    const answer = await record(harness, [
      event({}),
      event({ email: 'nobody' }),
      event({ sequenceId: 'bm9uZTp4' }),
      event({ occurredAt: 'yesterday' }),
      event({ occurredAt: new Date(Date.now() + 3_600_000).toISOString() }),
    ]);
    expect(answer.accepted).toBe(1);
    expect(answer.results.map(({ error }: Answer) => error?.path ?? null)).toEqual([
      null,
      ['events', '1', 'email'],
      ['events', '2', 'sequenceId'],
      ['events', '3', 'occurredAt'],
      ['events', '4', 'occurredAt'],
    ]);
  });

  test('S8.2 what was acknowledged is written with its history and its place in the feed', async () => {
    const sequenceId = await newSequence(harness);
    const contact = newContact();
    const answer = await add(harness, sequenceId, [contact]);
    const sync = await settled(harness, 'SYNCED', { email: contact.email });
    expect(answer.results[0].enrollment.syncs[0].id).toBe(sync.id);
    const rows = await harness.database.syncHistory.findMany({
      where: { sync: { contact: { emailKey: contact.email } } },
      orderBy: { seq: 'asc' },
    });
    expect(rows.map(({ fromState, toState }) => [fromState, toState])).toEqual([
      [null, 'QUEUED'],
      ['QUEUED', 'SYNCING'],
      ['SYNCING', 'SYNCED'],
    ]);
    expect(rows[0]?.cause).toBe(`event:${contact.eventId}`);
  });
});
