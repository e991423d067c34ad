import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Client, clientOf } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { createOwner } from '../support/owner.ts';
import { add, connect, newContact, newSequence, next, record } from '../support/seed.ts';
import { seedMany } from '../support/seed-many.ts';

const size = 100_000;
/** What Ashby takes. */
const limitPerMinute = 1_000;
/** Claimed ahead. */
const batch = 50;

let harness: Harness;
let neighbour: { readonly client: Client; readonly sequenceId: string };
let sequenceId: string;
let runId: string;
/** How long a single contact, or a reply, takes while nothing else is to be done. */
let idleMs: number;

beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 0 }, limitPerMinute });
  const { token } = await createOwner(harness.database);
  const client = clientOf(harness.handoff.url, token);
  await connect({ ...harness, client }, { mode: 'ON_ADDED' });
  neighbour = { client, sequenceId: await newSequence({ client }) };
  const { id: integrationId } = await connect(harness, { mode: 'ON_REPLY' });
  sequenceId = await newSequence(harness);
  const idle = [];
  for (const happens of [addsOne, replies, addsOne, replies, addsOne]) idle.push((await happens()).ms);
  idleMs = middle(idle);
  ({ runId } = await seedMany(harness, { integrationId, sequenceId, count: size, as: 'QUEUED' }));
}, 180_000);
afterAll(() => harness.stop());

async function creations() {
  const entries = (await harness.journal()).filter(({ operation }) => operation === 'candidate.create');
  return entries.map(({ at, request }) => ({ at: Date.parse(at), email: String(Object(request).email) }));
}

async function sentByRun() {
  return (await creations()).filter(({ email }) => email.startsWith('many.'));
}

/** Until Ashby was asked to make this person: how long it took, and how many of the run were sent meanwhile. */
async function handedOver(email: string, since: number) {
  const sent = async () => (await creations()).find((one) => one.email === email) ?? null;
  const { at } = await vi.waitUntil(sent, { timeout: 60_000, interval: 20 });
  const overtaking = (await sentByRun()).filter((one) => one.at > since && one.at < at);
  return { ms: at - since, overtaking: overtaking.length };
}

/** The neighbour's single contact. */
async function addsOne() {
  const contact = newContact();
  const since = Date.now();
  await add(neighbour, neighbour.sequenceId, [contact]);
  return handedOver(contact.email, since);
}

/** A contact of the account itself who has waited for a reply, and replies. */
async function replies() {
  const { email, ...contact } = newContact();
  await add(harness, sequenceId, [{ ...contact, email }]);
  const since = Date.now();
  await record(harness, [{ eventId: `reply-${next()}`, type: 'REPLIED', sequenceId, email }]);
  return handedOver(email, since);
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

describe(`while a run of ${size} is worked off at the limit of the ATS`, () => {
  test.each([
    ['another account’s single contact', () => addsOne()],
    ['the account’s own live reply', () => replies()],
  ])('S5.6 %s waits no longer than twice its idle time', { timeout: 180_000 }, async (_, happens) => {
    await vi.waitUntil(async () => (await sentByRun()).length > 16, { timeout: 60_000, interval: 50 });
    const overtaking = [];
    for (let time = 0; time < 5; time++) overtaking.push((await happens()).overtaking);
    // Counted in what the run sends in that time and what it had claimed, so that a machine that stands still does not count.
    const inTwiceTheTime = (2 * idleMs * limitPerMinute) / 60_000 + batch;
    expect(middle(overtaking)).toBeLessThanOrEqual(inTwiceTheTime);
  });

  test('S5.6 it is cancelled within 2 s, and nothing of it is sent any more but what was in flight', {
    timeout: 180_000,
  }, async () => {
    const { intent, sync } = harness.database;
    const asked = performance.now();
    const { cancelResync } = await harness.client.send('CancelResync', { input: { runId } });
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(cancelResync).toMatchObject({ status: 'CANCELLED', total: size, estimatedSecondsLeft: null });
    const before = (await sentByRun()).length;
    const inFlight = () => intent.count({ where: { state: { in: ['CLAIMED', 'SENDING', 'UNKNOWN'] } } });
    await expect.poll(inFlight, { timeout: 60_000 }).toBe(0);
    const after = (await sentByRun()).length;
    // What was claimed, and what a claim that was under way took beside it.
    expect(after - before).toBeLessThanOrEqual(2 * batch);
    // The rest is left batch by batch, and stands in nobody's way.
    await replies();
    await addsOne();
    const left = () => sync.count({ where: { reason: 'CANCELLED' } });
    await expect.poll(left, { timeout: 60_000 }).toBeGreaterThan(3_000);
    expect((await sentByRun()).length).toBe(after);
  });
});
