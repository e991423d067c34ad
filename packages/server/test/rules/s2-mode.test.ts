import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
let modeAtFirst: string;
beforeAll(async () => {
  harness = await startHarness();
  const { id, settings } = await connect(harness);
  integrationId = id;
  modeAtFirst = settings.mode;
});
afterAll(() => harness.stop());

function setMode(mode: 'OFF' | 'ON_ADDED' | 'ON_REPLY') {
  return changeSettings(harness, { integrationId, mode });
}

async function addOne(sequenceId: string) {
  const contact = newContact();
  await add(harness, sequenceId, [contact]);
  return contact;
}

function happened(type: string, to: { sequenceId: string; email: string }) {
  return record(harness, [{ eventId: `event-${next()}`, type, ...to }]);
}

/** The addresses of everybody who was created, once all that was queued before has had its turn. */
async function everybodyCreated() {
  await setMode('ON_ADDED');
  const { email } = await addOne(await newSequence(harness));
  await settled(harness, 'SYNCED', { email });
  const { candidates } = await created(harness);
  return candidates.map(({ request }) => (request as { email: string }).email);
}

const off = { state: 'NOT_SYNCED', reason: 'SYNC_OFF' };
const waiting = { state: 'NOT_SYNCED', reason: 'WAITING_FOR_REPLY' };

describe('S2 the mode', () => {
  test('S2.1 no contact syncs while the mode is OFF, not even one that replies', async () => {
    await setMode('OFF');
    const sequenceId = await newSequence(harness);
    const { email } = await addOne(sequenceId);
    await happened('REPLIED', { sequenceId, email });
    expect(await syncOf(harness, email)).toMatchObject(off);
    expect(await everybodyCreated()).not.toContain(email);
    expect(await syncOf(harness, email)).toMatchObject(off);
  });

  test('S2.2 a contact syncs when it is added in ON_ADDED, and only once though it replies', async () => {
    await setMode('ON_ADDED');
    const sequenceId = await newSequence(harness);
    const { email } = await addOne(sequenceId);
    const sync = await settled(harness, 'SYNCED', { email });
    await happened('REPLIED', { sequenceId, email });
    const emails = await everybodyCreated();
    expect(emails.filter((one) => one === email)).toHaveLength(1);
    const { candidates } = await created(harness);
    expect(candidates.map(({ outcome }) => outcome.id)).toContain(sync.candidate.remoteId);
  });

  test('S2.3 a contact syncs only at its first reply in ON_REPLY, and waits until then', async () => {
    await setMode('ON_REPLY');
    const sequenceId = await newSequence(harness);
    const silent = await addOne(sequenceId);
    const replies = await addOne(sequenceId);
    expect(await syncOf(harness, replies.email)).toMatchObject(waiting);
    await happened('REPLIED', { sequenceId, email: replies.email });
    await settled(harness, 'SYNCED', { email: replies.email });
    await happened('REPLIED', { sequenceId, email: replies.email });
    const emails = await everybodyCreated();
    expect(emails.filter((email) => email === replies.email)).toHaveLength(1);
    expect(emails).not.toContain(silent.email);
    expect(await syncOf(harness, silent.email)).toMatchObject(waiting);
  });

  test.each(['SENT', 'OPENED', 'CLICKED', 'BOUNCED', 'UNSUBSCRIBED'])(
    'S2.3 %s is no reply: the contact goes on waiting, and a reply still counts as its first',
    async (type) => {
      await setMode('ON_REPLY');
      const sequenceId = await newSequence(harness);
      const { email } = await addOne(sequenceId);
      await happened(type, { sequenceId, email });
      expect(await syncOf(harness, email)).toMatchObject(waiting);
      expect(await everybodyCreated()).not.toContain(email);
      await setMode('ON_REPLY');
      await happened('REPLIED', { sequenceId, email });
      await settled(harness, 'SYNCED', { email });
    },
  );

  test('S2.3 a reply counts for the sequence it is a reply to, and for no other', async () => {
    await setMode('ON_REPLY');
    const [replied, other] = [await newSequence(harness), await newSequence(harness)];
    const { email, name } = await addOne(replied);
    await add(harness, other, [newContact({ email, name })]);
    await happened('REPLIED', { sequenceId: replied, email });
    await settled(harness, 'SYNCED', { email, sequenceId: replied });
    await everybodyCreated();
    expect(await syncOf(harness, email, other)).toMatchObject(waiting);
    await happened('REPLIED', { sequenceId: other, email });
    await settled(harness, 'SYNCED', { email, sequenceId: other });
  });

  test('S2.4 changing the mode syncs nobody by itself (T7, T8)', async () => {
    const sequenceId = await newSequence(harness);
    await setMode('OFF');
    const [added, replied] = [await addOne(sequenceId), await addOne(sequenceId)];
    await happened('REPLIED', { sequenceId, email: replied.email });
    await setMode('ON_REPLY');
    const unanswered = await addOne(sequenceId);
    const emails = await everybodyCreated();
    for (const { email } of [added, replied, unanswered]) expect(emails).not.toContain(email);
    expect(await syncOf(harness, added.email)).toMatchObject(off);
    expect(await syncOf(harness, replied.email)).toMatchObject(off);
    expect(await syncOf(harness, unanswered.email)).toMatchObject(waiting);
  });

  test('S2.4 the mode at the reply decides: one that comes in OFF syncs nobody, then or later', async () => {
    await setMode('ON_REPLY');
    const sequenceId = await newSequence(harness);
    const { email } = await addOne(sequenceId);
    await setMode('OFF');
    await happened('REPLIED', { sequenceId, email });
    expect(await syncOf(harness, email)).toMatchObject(off);
    await setMode('ON_REPLY');
    await happened('REPLIED', { sequenceId, email });
    expect(await everybodyCreated()).not.toContain(email);
    expect(await syncOf(harness, email)).toMatchObject(off);
  });

  test('S2.4 what was queued before the mode went OFF is handed over all the same', async () => {
    await setMode('ON_ADDED');
    await harness.control('/faults', { operation: 'candidate.search', what: 'slow', delayMs: 200 });
    const { email } = await addOne(await newSequence(harness));
    await setMode('OFF');
    await settled(harness, 'SYNCED', { email });
    expect(await everybodyCreated()).toContain(email);
  });

  test('S2.5 a new integration starts OFF', () => {
    expect(modeAtFirst).toBe('OFF');
  });
});
