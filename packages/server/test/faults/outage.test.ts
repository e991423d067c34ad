import { afterEach, beforeEach, expect, test } from 'vitest';
import { testTimes } from '../support/harness.ts';
import { add, created, newContact, newSequence, settled, syncOf } from '../support/seed.ts';
import { type Connected, inEach, killedFleet, oneProcess } from '../support/ways-to-run.ts';

const many = 15;

let harness: Connected;

inEach([oneProcess, killedFleet], ({ begin }) => {
  beforeEach(async () => {
    harness = await begin({ mode: 'ON_ADDED', deduplication: false }, { times: { ...testTimes, longestMs: 500 } });
  });
  afterEach(() => harness.stop());

  test('S1.4 while Ashby answers nobody one asks how it is and all others wait; one success lets them go on', async () => {
    await harness.control('/faults', { operation: '*', what: 'reset', when: 'before', times: 10_000 });
    const contacts = Array.from({ length: many }, () => newContact());
    await add(harness, await newSequence(harness), contacts);
    const integration = () => harness.database.integration.findFirstOrThrow();
    await expect.poll(async () => (await integration()).outages, { timeout: 60_000, interval: 20 }).toBeGreaterThan(3);
    const asked = (await harness.journal()).length;
    const outages = (await integration()).outages;
    await expect
      .poll(async () => (await integration()).outages, { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(outages);
    expect((await harness.journal()).length - asked).toBeLessThan(many / 2);
    expect((await integration()).statusDetail).not.toBeNull();
    for (const { email } of contacts) expect(['QUEUED', 'SYNCING']).toContain((await syncOf(harness, email)).state);

    await fetch(`${harness.emulator.url}/_emulator/faults`, { method: 'DELETE' });
    for (const contact of contacts) await settled(harness, 'SYNCED', contact);
    expect(await integration()).toMatchObject({ outages: 0, resumeAt: null, statusDetail: null });
    const emails = (await created(harness)).candidates.map(({ request }) => (request as { email: string }).email);
    expect(emails.toSorted()).toEqual(contacts.map(({ email }) => email).toSorted());
  });
});
