import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, created, newContact, newSequence, settled } from '../support/seed.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
  await connect(harness, { mode: 'ON_ADDED' });
});
afterEach(() => harness.stop());

/** From now on the database takes every statement, and then refuses to commit. */
async function refuseCommits(): Promise<void> {
  await harness.database.$executeRaw`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'This is not committed.'; END $$`;
  await harness.database.$executeRaw`
    CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON enrollment DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse()`;
}

test('S8.2 what the database does not commit is not acknowledged, and is taken when it is sent again', async () => {
  const sequenceId = await newSequence(harness);
  const contacts = Array.from({ length: 5 }, () => newContact());
  await refuseCommits();
  await expect(add(harness, sequenceId, contacts)).rejects.toThrow();
  await harness.database.$executeRaw`DROP TRIGGER refuse ON enrollment`;
  expect((await add(harness, sequenceId, contacts)).accepted).toBe(5);
  for (const contact of contacts) await settled(harness, 'SYNCED', contact);
  expect((await created(harness)).candidates).toHaveLength(5);
});
