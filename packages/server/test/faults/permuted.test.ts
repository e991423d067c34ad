import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Answer } from '../support/client.ts';
import { add, newContact, newSequence, record } from '../support/seed.ts';
import { type Connected, inEach, killedFleet, oneProcess } from '../support/ways-to-run.ts';

let harness: Connected;
let first: string;
let second: string;

type Person = { readonly name: string; readonly email: string };

/** What happens to one person: added to two sequences, written to in the first, and answering there. */
function tellings({ name, email }: Person): readonly (() => Promise<Answer>)[] {
  const begun = Date.now();
  const at = (second: number) => new Date(begun + second).toISOString();
  const added = (sequenceId: string) => () =>
    add(harness, sequenceId, [{ eventId: `${email} in ${sequenceId}`, name, email, addedAt: at(0) }]);
  const told = (type: 'SENT' | 'REPLIED', occurredAt: string) => () => {
    const id = `${type} ${email}`;
    const text = { subject: id, body: 'Would you like to hear of it?', from: 'rec@northwind.example' };
    return record(harness, [{ eventId: id, messageId: id, type, sequenceId: first, email, occurredAt, ...text }]);
  };
  return [added(first), told('SENT', at(1)), told('REPLIED', at(2)), added(second)];
}

function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((one) => orders(items.filter((item) => item !== one)).map((rest) => [one, ...rest]));
}

inEach([oneProcess, killedFleet], ({ begin }) => {
  beforeAll(async () => {
    harness = await begin({ mode: 'ON_REPLY', activityTracking: true });
    [first, second] = [await newSequence(harness), await newSequence(harness)];
  });
  afterAll(() => harness.stop());

  test('S8.1 in whatever order events come, and however often, they end in the same state and are written once', async () => {
    const people = orders([0, 1, 2, 3]).map((order) => ({ order, ...newContact() }));
    await Promise.all(
      people.map(async ({ order, ...person }) => {
        const all = tellings(person);
        // Each twice: the last one again at once, the first one again after all others.
        for (const place of [...order, ...order.toReversed()]) {
          const answer = await all[place]?.();
          expect(answer.accepted).toBe(1);
        }
      }),
    );
    const open = () => harness.database.intent.count({ where: { state: { not: 'DONE' } } });
    await expect.poll(open, { timeout: 60_000, interval: 50 }).toBe(0);
    const ended = await ends();
    for (const { order, email } of people) {
      const messages = [`REPLIED ${email}`, `SENT ${email}`];
      expect({ order, ...ended(email) }).toEqual({ order, syncs: ['SYNCED', 'WAITING_FOR_REPLY'], made: 1, messages });
    }
  });
});

const written = z.object({ email: z.string().optional(), subject: z.string().optional() });

/** Where each stands, and what Ashby was asked to keep of them. */
async function ends() {
  const syncs = await harness.database.sync.findMany({ include: { contact: true } });
  const done = (await harness.journal())
    .filter(({ outcome }) => outcome.success)
    .map(({ operation, request }) => ({ operation, ...written.catch({}).parse(request) }));
  return (email: string) => ({
    syncs: syncs
      .filter(({ contact }) => contact.email === email)
      .map(({ reason, state }) => reason ?? state)
      .toSorted(),
    made: done.filter((one) => one.operation === 'candidate.create' && one.email === email).length,
    messages: done.flatMap(({ subject = '' }) => (subject.endsWith(` ${email}`) ? [subject] : [])).toSorted(),
  });
}
