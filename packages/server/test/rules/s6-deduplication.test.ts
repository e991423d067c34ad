import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import {
  add,
  changeSettings,
  connectWithJob,
  created,
  type KnownJob,
  newContact,
  newSequence,
  next,
  record,
  settled,
  syncOf,
} from '../support/seed.ts';

const longAgo = '2020-02-02T10:00:00.000Z';

let harness: Harness;
let integrationId: string;
let job: KnownJob;
beforeAll(async () => {
  harness = await startHarness();
  ({ integrationId, job } = await connectWithJob(harness, 'Keeper of lighthouses'));
});
afterAll(() => harness.stop());

type Handling = { deduplication: boolean; onDuplicate?: 'HOLD' | 'WARN' };
const hold: Handling = { deduplication: true, onDuplicate: 'HOLD' };
const warn: Handling = { deduplication: true, onDuplicate: 'WARN' };
const off: Handling = { deduplication: false };

function set(settings: Readonly<Record<string, unknown>>) {
  return changeSettings(harness, { integrationId, ...settings });
}

/** Somebody else's candidate; answers with its id in Ashby. */
async function theirs(person: { email: string; createdAt?: string; alternateEmails?: readonly string[] }) {
  const input = { name: 'Known already', createdAt: longAgo, ...person };
  const { id } = (await harness.control('/candidates', input)) as { id: string };
  return id;
}

/** Adds this address to a sequence that has a job. */
async function addOne({ email }: { email: string }): Promise<string> {
  const sequenceId = await newSequence(harness, { jobSelection: 'JOB', jobId: job.id });
  await add(harness, sequenceId, [newContact({ email })]);
  return sequenceId;
}

/** The candidates that we made of this address, by Ashby's own record. */
async function candidatesMade(email: string) {
  const { candidates } = await created(harness);
  return candidates.filter(({ request }) => (request as { email: string }).email === email);
}

/** The jobs for which this candidate was put forward. */
async function jobsOf(remoteId: string) {
  const { applications } = await created(harness);
  const requests = applications.map(({ request }) => request as { candidateId: string; jobId: string });
  return requests.filter(({ candidateId }) => candidateId === remoteId).map(({ jobId }) => jobId);
}

/** Everything that was asked for before has had its turn when this contact has had its own. */
async function allDone() {
  const { email } = newContact();
  await addOne({ email });
  await settled(harness, 'SYNCED', { email });
}

/** How many candidates Ashby has with this address, whoever made them. */
async function candidatesWith(email: string): Promise<number> {
  const { candidates } = (await harness.control(`/state?email=${encodeURIComponent(email)}`)) as Answer;
  return candidates.length;
}

describe('S6 deduplication', () => {
  test('S6.1 HOLD: the earlier candidate is shown, and nothing is written until a person decides', async () => {
    await set(hold);
    const { email } = newContact();
    const remoteId = await theirs({ email });
    await addOne({ email });
    const sync = await settled(harness, 'EXISTS', { email });
    expect(sync).toMatchObject({ label: 'Exists in Ashby', candidate: null, application: null, error: null });
    expect(sync.duplicateOf).toMatchObject({ remoteId });
    expect(Date.parse(sync.duplicateOf.createdAt)).toBe(Date.parse(longAgo));
    await allDone();
    expect(await candidatesMade(email)).toEqual([]);
    expect(await jobsOf(remoteId)).toEqual([]);
  });

  test('S6.1 HOLD: a second sequence does not let a held one through', async () => {
    await set(hold);
    const { email } = newContact();
    const remoteId = await theirs({ email });
    await addOne({ email });
    await settled(harness, 'EXISTS', { email });
    const second = await addOne({ email });
    await settled(harness, 'EXISTS', { email, sequenceId: second });
    await allDone();
    expect(await syncOf(harness, email, second)).toMatchObject({ state: 'EXISTS' });
    expect(await candidatesMade(email)).toEqual([]);
    expect(await jobsOf(remoteId)).toEqual([]);
  });

  test('S6.1 WARN: marked, but linked and given its application', async () => {
    await set(warn);
    const { email } = newContact();
    const remoteId = await theirs({ email });
    await addOne({ email });
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({
      duplicateOf: { remoteId },
      candidate: { remoteId },
      application: { remoteId: expect.any(String) },
    });
    await allDone();
    expect(await candidatesMade(email)).toEqual([]);
    expect(await jobsOf(remoteId)).toEqual([job.remoteId]);
  });

  test.each([
    ['HOLD', hold],
    ['WARN', warn],
  ])('S6.1 %s: a candidate made in Ashby after the contact was added here is no duplicate', async (_, handling) => {
    await set({ ...handling, mode: 'ON_REPLY' });
    const { email } = newContact();
    const sequenceId = await addOne({ email });
    const { enrollments } = await contactOf(email);
    const remoteId = await theirs({ email, createdAt: later(enrollments.nodes[0].addedAt) });
    await record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email }]);
    const sync = await settled(harness, 'SYNCED', { email });
    expect(sync).toMatchObject({ duplicateOf: null, candidate: { remoteId } });
    await set({ mode: 'ON_ADDED' });
    await allDone();
    expect(await candidatesMade(email)).toEqual([]);
    expect(await jobsOf(remoteId)).toEqual([job.remoteId]);
  });

  describe('S6.6 in ON_REPLY the mark comes when the contact is added', () => {
    afterAll(() => set({ mode: 'ON_ADDED' }));

    /** Two who wait for a reply, of whom only the first is in Ashby; and what Ashby was asked meanwhile. */
    async function waiting(handling: Handling) {
      await set({ ...handling, mode: 'ON_REPLY' });
      const [known, fresh] = [newContact(), newContact()];
      const remoteId = await theirs(known);
      const before = (await harness.journal()).length;
      const sequenceId = await newSequence(harness);
      await add(harness, sequenceId, [known, fresh]);
      const unseen = () => harness.database.sync.count({ where: { reason: 'WAITING_FOR_REPLY', lookedUpAt: null } });
      await expect.poll(unseen, { timeout: 15_000, interval: 20 }).toBe(0);
      const asked = (await harness.journal()).slice(before).map(({ operation }) => operation);
      return { known, fresh, remoteId, sequenceId, asked: new Set(asked) };
    }

    test('S6.6 HOLD: who exists is held, who does not waits; nobody is asked for one by one', async () => {
      const { known, fresh, remoteId, asked } = await waiting(hold);
      expect(await syncOf(harness, known.email)).toMatchObject({ state: 'EXISTS', duplicateOf: { remoteId } });
      expect(await syncOf(harness, fresh.email)).toMatchObject({ reason: 'WAITING_FOR_REPLY', duplicateOf: null });
      expect([...asked]).toEqual(['candidate.list']);
    });

    test('S6.6 WARN: who exists is marked, waits on, and is linked at the reply', async () => {
      const { known, remoteId, sequenceId } = await waiting(warn);
      const sync = await syncOf(harness, known.email);
      expect(sync).toMatchObject({ reason: 'WAITING_FOR_REPLY', duplicateOf: { remoteId } });
      await record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email: known.email }]);
      expect(await settled(harness, 'SYNCED', known)).toMatchObject({
        candidate: { remoteId },
        duplicateOf: { remoteId },
      });
    });

    test('S6.6 T6 off: nobody is marked', async () => {
      const { known } = await waiting(off);
      expect(await syncOf(harness, known.email)).toMatchObject({ reason: 'WAITING_FOR_REPLY', duplicateOf: null });
    });
  });

  test('S6.2 off: no mark', async () => {
    await set(off);
    const { email } = newContact();
    await theirs({ email });
    await addOne({ email });
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ duplicateOf: null });
  });

  test('S6.2 turned on later, it marks nobody who was added while it was off (T6)', async () => {
    await set(off);
    const { email } = newContact();
    await theirs({ email });
    await addOne({ email });
    const before = await settled(harness, 'SYNCED', { email });
    await set(hold);
    await allDone();
    expect(await syncOf(harness, email)).toEqual(before);
  });

  test.each([
    ['on', warn],
    ['off', off],
  ])('S6.3 %s: the existing candidate is linked and put forward, and there is never a second', async (_, handling) => {
    await set(handling);
    const { email } = newContact();
    const remoteId = await theirs({ email });
    await addOne({ email });
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ candidate: { remoteId } });
    await allDone();
    expect(await candidatesMade(email)).toEqual([]);
    expect(await candidatesWith(email)).toBe(1);
    expect(await jobsOf(remoteId)).toEqual([job.remoteId]);
  });

  test.each([
    ['on', warn],
    ['off', off],
  ])('S6.3 %s: without a job the existing candidate is linked, and nothing is written', async (_, handling) => {
    await set(handling);
    const { email } = newContact();
    const remoteId = await theirs({ email });
    await add(harness, await newSequence(harness, { jobSelection: 'NONE' }), [newContact({ email })]);
    const sync = await settled(harness, 'SYNCED', { email });
    expect(sync).toMatchObject({ candidate: { remoteId }, application: null });
    await allDone();
    expect(await candidatesWith(email)).toBe(1);
    expect(await jobsOf(remoteId)).toEqual([]);
  });

  test('S6.4 a different email of the same person makes a second candidate', async () => {
    await set(hold);
    const { name, email } = newContact();
    const other = newContact({ name });
    await addOne({ email });
    await add(harness, await newSequence(harness), [other]);
    const first = await settled(harness, 'SYNCED', { email });
    const second = await settled(harness, 'SYNCED', { email: other.email });
    expect(second.candidate.remoteId).not.toBe(first.candidate.remoteId);
    expect(second.duplicateOf).toBeNull();
    expect(await candidatesMade(other.email)).toHaveLength(1);
  });

  test('S6.4 case and surrounding space do not count', async () => {
    await set(hold);
    const { email } = newContact();
    const remoteId = await theirs({ email: email.replace('person', 'PerSon') });
    await addOne({ email: `  ${email.toUpperCase()} ` });
    expect(await settled(harness, 'EXISTS', { email })).toMatchObject({ duplicateOf: { remoteId } });
    await allDone();
    expect(await candidatesWith(email)).toBe(1);
  });

  test('S6.4 one contact in two writings of its address is one candidate', async () => {
    await set(off);
    const { email } = newContact();
    const sequences = await Promise.all([addOne({ email }), addOne({ email: ` ${email.toUpperCase()}` })]);
    for (const sequenceId of sequences) await settled(harness, 'SYNCED', { email, sequenceId });
    expect(await candidatesWith(email)).toBe(1);
  });

  test.each([
    ['on', warn],
    ['off', off],
  ])('S6.4 %s: every address of a candidate counts, not only the primary', async (_, handling) => {
    await set(handling);
    const { email } = newContact();
    const remoteId = await theirs({
      email: `primary.${next()}@elsewhere.example`,
      alternateEmails: [`work.${next()}@elsewhere.example`, email.toUpperCase()],
    });
    await addOne({ email });
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ candidate: { remoteId } });
    await allDone();
    expect(await candidatesWith(email)).toBe(1);
    expect(await jobsOf(remoteId)).toEqual([job.remoteId]);
  });

  test.each([
    ['a dot', 'ada.lovelace@new.example', 'adalovelace@new.example'],
    ['a plus', 'grace@new.example', 'grace+jobs@new.example'],
  ])('S6.4 %s in it is another address: nothing is folded', async (_, known, email) => {
    await set(hold);
    await theirs({ email: known });
    await addOne({ email });
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ duplicateOf: null });
    expect(await candidatesMade(email)).toHaveLength(1);
  });

  test('S6.4 two contacts whose addresses differ by a dot or a plus are two candidates', async () => {
    await set(off);
    const emails = ['mary.shelley@new.example', 'maryshelley@new.example', 'maryshelley+jobs@new.example'];
    for (const email of emails) await addOne({ email });
    for (const email of emails) await settled(harness, 'SYNCED', { email });
    for (const email of emails) expect(await candidatesMade(email)).toHaveLength(1);
  });

  test.each([
    ['HOLD', hold],
    ['WARN', warn],
  ])(
    'S6.5 %s: what we created is no duplicate of its own contact, in a second sequence either',
    async (_, handling) => {
      await set(handling);
      const { email } = newContact();
      await addOne({ email });
      const first = await settled(harness, 'SYNCED', { email });
      const second = await addOne({ email });
      const sync = await settled(harness, 'SYNCED', { email, sequenceId: second });
      expect([first.duplicateOf, sync.duplicateOf]).toEqual([null, null]);
      expect(sync.candidate).toEqual(first.candidate);
      await allDone();
      expect(await candidatesMade(email)).toHaveLength(1);
    },
  );

  test('S6.5 what we created and never heard of is found again, and is no duplicate', async () => {
    await set(hold);
    const { email } = newContact();
    await harness.control('/faults', { operation: 'candidate.create', when: 'after', what: 'reset' });
    await addOne({ email });
    expect(await settled(harness, 'SYNCED', { email })).toMatchObject({ duplicateOf: null });
    expect(await candidatesMade(email)).toHaveLength(1);
  });
});

async function contactOf(email: string): Promise<Answer> {
  const { contacts } = await harness.client.send('Contacts', { filter: { search: email } });
  return contacts.nodes[0];
}

function later(moment: string): string {
  return new Date(Date.parse(moment) + 1_000).toISOString();
}
