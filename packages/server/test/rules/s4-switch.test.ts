import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';
import {
  add,
  changeSequence,
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
  ({ id: integrationId } = await connect(harness));
});
afterAll(() => harness.stop());

function setMode(mode: 'OFF' | 'ON_ADDED' | 'ON_REPLY') {
  return changeSettings(harness, { integrationId, mode });
}

function turn(sequenceId: string, position: 'on' | 'off') {
  return changeSequence(harness, { sequenceId, syncEnabled: position === 'on' });
}

async function addOne(sequenceId: string) {
  const contact = newContact();
  await add(harness, sequenceId, [contact]);
  return contact;
}

function reply(sequenceId: string, { email }: { email: string }) {
  return record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email }]);
}

/** The addresses of everybody who was created, once all that was queued before has had its turn. */
async function everybodyCreated() {
  await setMode('ON_ADDED');
  const { email } = await addOne(await newSequence(harness));
  await settled(harness, 'SYNCED', { email });
  const { candidates } = await created(harness);
  return candidates.map(({ request }) => (request as { email: string }).email);
}

const sequenceOff = { state: 'NOT_SYNCED', reason: 'SEQUENCE_SYNC_OFF' };

describe('S4 switching one sequence off', () => {
  test('S4.1 a sequence is switched on until somebody switches it off, and shows it', async () => {
    const sequenceId = await newSequence(harness);
    const { node: before } = await harness.client.send('SequenceSync', { id: sequenceId });
    expect(before.syncEnabled).toBe(true);
    await turn(sequenceId, 'off');
    const { sequences } = await harness.client.send('SequencesOff');
    expect(sequences).toEqual({ totalCount: 1, nodes: [{ id: sequenceId }] });
    const { node: after } = await harness.client.send('SequenceSync', { id: sequenceId });
    expect(after.syncEnabled).toBe(false);
  });

  test('S4.1 contacts of a switched-off sequence stay here in ON_ADDED, and the sequence counts them', async () => {
    await setMode('ON_ADDED');
    const sequenceId = await newSequence(harness, { syncEnabled: false });
    const { email } = await addOne(sequenceId);
    expect(await everybodyCreated()).not.toContain(email);
    expect(await syncOf(harness, email)).toMatchObject(sequenceOff);
    const { node } = await harness.client.send('SequenceSync', { id: sequenceId });
    expect(node.syncCounts).toEqual([{ ...sequenceOff, count: 1 }]);
  });

  test('S4.1 contacts of a switched-off sequence stay here in ON_REPLY, though they reply', async () => {
    await setMode('ON_REPLY');
    const sequenceId = await newSequence(harness, { syncEnabled: false });
    const contact = await addOne(sequenceId);
    expect(await syncOf(harness, contact.email)).toMatchObject(sequenceOff);
    await reply(sequenceId, contact);
    expect(await everybodyCreated()).not.toContain(contact.email);
    expect(await syncOf(harness, contact.email)).toMatchObject(sequenceOff);
  });

  test('S4.1 the switch is that of one sequence: the same contact syncs through another', async () => {
    await setMode('ON_ADDED');
    const [closed, open] = [await newSequence(harness, { syncEnabled: false }), await newSequence(harness)];
    const { email, name } = await addOne(closed);
    await add(harness, open, [newContact({ email, name })]);
    await settled(harness, 'SYNCED', { email, sequenceId: open });
    expect(await syncOf(harness, email, closed)).toMatchObject(sequenceOff);
  });

  test('S4.2 flipping the switch does not sync contacts added earlier (T3)', async () => {
    await setMode('ON_ADDED');
    const sequenceId = await newSequence(harness, { syncEnabled: false });
    const early = await addOne(sequenceId);
    await turn(sequenceId, 'on');
    const late = await addOne(sequenceId);
    await settled(harness, 'SYNCED', { email: late.email });
    expect(await everybodyCreated()).not.toContain(early.email);
    expect(await syncOf(harness, early.email)).toMatchObject(sequenceOff);
  });

  test('S4.2 flipping the switch does not undo what has synced (T2)', async () => {
    await setMode('ON_ADDED');
    const sequenceId = await newSequence(harness);
    const { email } = await addOne(sequenceId);
    const before = await settled(harness, 'SYNCED', { email });
    await turn(sequenceId, 'off');
    await everybodyCreated();
    expect(await syncOf(harness, email)).toEqual(before);
  });

  test('S4.2 flipping the switch does not stop what was queued before', async () => {
    await setMode('ON_ADDED');
    const sequenceId = await newSequence(harness);
    await harness.control('/faults', { operation: 'candidate.search', what: 'slow', delayMs: 200 });
    const { email } = await addOne(sequenceId);
    await turn(sequenceId, 'off');
    await settled(harness, 'SYNCED', { email });
    expect(await everybodyCreated()).toContain(email);
  });

  test('S4.2 the switch counts at the reply: off then, the contact stays here', async () => {
    await setMode('ON_REPLY');
    const sequenceId = await newSequence(harness);
    const contact = await addOne(sequenceId);
    await turn(sequenceId, 'off');
    await reply(sequenceId, contact);
    await turn(sequenceId, 'on');
    await reply(sequenceId, contact);
    expect(await everybodyCreated()).not.toContain(contact.email);
    expect(await syncOf(harness, contact.email)).toMatchObject(sequenceOff);
  });

  test('S4.2 a switch that was off in between does not count: on at the reply, the contact syncs', async () => {
    await setMode('ON_REPLY');
    const sequenceId = await newSequence(harness);
    const contact = await addOne(sequenceId);
    await turn(sequenceId, 'off');
    await turn(sequenceId, 'on');
    await reply(sequenceId, contact);
    await settled(harness, 'SYNCED', { email: contact.email });
  });

  test('S4.3 off wins: a sequence that is switched on syncs nobody while the account is off', async () => {
    await setMode('OFF');
    const sequenceId = await newSequence(harness, { syncEnabled: true });
    const contact = await addOne(sequenceId);
    await turn(sequenceId, 'off');
    await turn(sequenceId, 'on');
    await reply(sequenceId, contact);
    expect(await everybodyCreated()).not.toContain(contact.email);
    expect(await syncOf(harness, contact.email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'SYNC_OFF' });
  });

  test('S4.3 off twice is said once: the account first', async () => {
    await setMode('OFF');
    const { email } = await addOne(await newSequence(harness, { syncEnabled: false }));
    expect(await syncOf(harness, email)).toMatchObject({ state: 'NOT_SYNCED', reason: 'SYNC_OFF' });
  });
});
