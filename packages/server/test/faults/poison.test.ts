import { afterEach, beforeEach, expect, test } from 'vitest';
import { startRun } from '../support/runs.ts';
import { add, created, newContact, newSequence, settled } from '../support/seed.ts';
import { type Connected, inEach, killedFleet, oneProcess } from '../support/ways-to-run.ts';

let harness: Connected;

/** The database refuses to write down that anything is sent for whoever has this name. */
async function poison(name: string): Promise<void> {
  await harness.database.$executeRawUnsafe(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      IF EXISTS (SELECT FROM public.contact c WHERE c.id = NEW.contact_id AND c.name = '${name}') THEN
        RAISE 'This row cannot be written.';
      END IF;
      RETURN NEW;
    END $$`);
  await harness.database.$executeRawUnsafe(
    "CREATE TRIGGER poison BEFORE UPDATE ON intent FOR EACH ROW WHEN (NEW.state = 'SENDING') EXECUTE FUNCTION refuse()",
  );
}

inEach([oneProcess, killedFleet], ({ begin }) => {
  beforeEach(async () => {
    harness = await begin({ mode: 'ON_ADDED' });
  });
  afterEach(() => harness.stop());

  test('S7 a contact that breaks us is given up after a few tries, alone, and can be tried again once that is mended', async () => {
    await poison('Poison Ivy');
    const ivy = newContact({ name: 'Poison Ivy' });
    const others = Array.from({ length: 20 }, () => newContact());
    const sequenceId = await newSequence(harness);
    await add(harness, sequenceId, [ivy, ...others]);
    for (const other of others) await settled(harness, 'SYNCED', other);
    expect(await settled(harness, 'FAILED', ivy)).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(await harness.database.integration.findFirstOrThrow()).toMatchObject({
      status: 'CONNECTED',
      resumeAt: null,
    });
    expect((await created(harness)).candidates).toHaveLength(20);

    await harness.database.$executeRaw`DROP TRIGGER poison ON intent`;
    await startRun(harness, { integrationId: harness.integrationId, sequenceId });
    await settled(harness, 'SYNCED', ivy);
    expect((await created(harness)).candidates).toHaveLength(21);
  });
});
