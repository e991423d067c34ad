import { afterEach, expect, test } from 'vitest';
import { type Harness, startHarness, testTimes } from '../support/harness.ts';
import { indexed } from '../support/push.ts';
import { add, connect, created, newContact, newSequence, settled } from '../support/seed.ts';

let harness: Harness;
afterEach(() => harness.stop());

async function addOne() {
  const contact = newContact();
  await add(harness, await newSequence(harness), [contact]);
  return contact;
}

/** How often Ashby was asked this. */
async function asked(operation: string): Promise<number> {
  return (await harness.journal()).filter((entry) => entry.operation === operation).length;
}

test('T14 what Ashby does only after we have given up waiting is found, and not sent again', async () => {
  harness = await startHarness({ times: { ...testTimes, sendMs: 1_500, quarantineMs: 6_000 } });
  await connect(harness, { mode: 'ON_ADDED' });
  await harness.control('/faults', { operation: 'candidate.create', what: 'slow', when: 'before', delayMs: 4_500 });
  await settled(harness, 'SYNCED', await addOne());
  const isDone = async () => (await harness.journal()).some(({ fault }) => fault === 'slow');
  await expect.poll(isDone, { timeout: 10_000, interval: 20 }).toBe(true);
  expect(await asked('candidate.create')).toBe(1);
});

test('T14 an answer to an owner who has lost the lease is kept, and settles at once what another cannot know', async () => {
  harness = await startHarness();
  await connect(harness, { mode: 'ON_ADDED' });
  await indexed(harness);
  await harness.control('/faults', { operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 4_000 });
  const contact = await addOne();
  await expect.poll(() => asked('candidate.create'), { timeout: 10_000, interval: 10 }).toBe(1);
  await anotherTakesOver();
  await expect.poll(lateAnswer, { timeout: 10_000, interval: 10 }).toMatchObject({ kind: 'DONE' });
  await harness.database.$executeRaw`UPDATE integration SET lease_expires_at = now()`;
  await settled(harness, 'SYNCED', contact);
  expect((await created(harness)).candidates).toHaveLength(1);
  expect(await asked('candidate.create')).toBe(1);
  expect(await asked('candidate.search')).toBe(0);
});

async function lateAnswer(): Promise<unknown> {
  return (await harness.database.intent.findFirstOrThrow()).lateAnswer;
}

/** What an owner on another machine writes who finds the send of a dead one, looks in vain, and dies in its turn. */
async function anotherTakesOver(): Promise<void> {
  await harness.database.$transaction([
    harness.database.$executeRaw`UPDATE integration SET lease_owner = 'another', lease_epoch = lease_epoch + 1,
      lease_expires_at = now() + interval '1 hour'`,
    harness.database.$executeRaw`UPDATE intent SET state = 'UNKNOWN', since = now(), epoch = epoch + 1,
      retry_at = now() + interval '1 hour' WHERE state = 'SENDING'`,
  ]);
}
