import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, changeSettings, connect, jobTitled, newContact, newSequence, next, record } from '../support/seed.ts';

let harness: Harness;
let sequenceId: string;
beforeAll(async () => {
  harness = await startHarness();
  const { id } = await connect(harness, { mode: 'ON_ADDED', activityTracking: true });
  const job = await jobTitled(harness, id);
  await changeSettings(harness, { integrationId: id, defaultJobId: job.id });
  sequenceId = await newSequence(harness);
});
afterAll(() => harness.stop());

const remote = z.object({
  candidates: z.array(z.object({ id: z.string() })),
  applications: z.array(z.object({ candidateId: z.string() })),
  notes: z.array(z.object({ candidateId: z.string() })),
  emails: z.array(z.object({ candidateId: z.string() })),
});

/** How often the person with this address, and what belongs to them, is in Ashby. */
async function timesInAshby(email: string) {
  const state = remote.parse(await harness.control(`/state?email=${encodeURIComponent(email)}`));
  const ids = new Set(state.candidates.map(({ id }) => id));
  const theirs = [...state.notes, ...state.emails].filter(({ candidateId }) => ids.has(candidateId));
  return [state.candidates.length, state.applications.length, theirs.length];
}

test.for([
  ['secondApplication', 'REFUSED'],
  ['secondApplication', 'DOUBLED'],
  ['secondApplication', 'RETURNED'],
  ['search', 'FUZZY'],
  ['searchIndex', 'LATE'],
  ['repeatedEmail', 'ANSWERED'],
  ['emailMessages', 'REFUSED'],
  ['milliseconds', 'CUT'],
  ['authBodies', 'JSON'],
  ['errorList', 'OBJECTS'],
] as const)(
  'T14 whose answers are lost is there once, with one application and one email, where %s is %s',
  async ([name, value]) => {
    const before = await harness.control('/unknowns');
    await harness.control('/unknowns', { [name]: value });
    const people = [newContact(), newContact(), newContact()];
    for (const operation of ['candidate.create', 'application.create', 'candidate.addEmailMessage']) {
      await harness.control('/faults', { operation, what: 'reset', when: 'after' });
    }
    await add(harness, sequenceId, people);
    const sent = people.map(({ email }) => ({
      eventId: `sent-${next()}`,
      type: 'SENT',
      sequenceId,
      email,
      messageId: `message-${next()}`,
      ...{ subject: 'A role', body: 'Hello', from: 'rana@northwind.example' },
    }));
    await record(harness, sent);
    const open = () =>
      harness.database.intent.count({ where: { state: { notIn: ['DONE', 'REJECTED', 'CANCELLED'] } } });
    await expect.poll(open, { timeout: 20_000, interval: 20 }).toBe(0);
    for (const { email } of people) expect(await timesInAshby(email)).toEqual([1, 1, 1]);
    await harness.control('/unknowns', z.object({ current: z.record(z.string(), z.string()) }).parse(before).current);
  },
);
