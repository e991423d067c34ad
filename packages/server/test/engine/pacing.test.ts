import { expect, test } from 'vitest';
import { startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';

test('S1.4 what the ATS says of its limit is kept to before it complains', async () => {
  const harness = await startHarness({ seed: { candidates: 0, jobs: 1 }, limitPerMinute: 60 });
  try {
    await connect(harness, { mode: 'ON_ADDED' });
    await add(
      harness,
      await newSequence(harness),
      Array.from({ length: 80 }, () => newContact()),
    );
    const calls = async () => (await harness.journal()).length;
    await expect.poll(calls, { timeout: 30_000, interval: 50 }).toBeGreaterThanOrEqual(45);
    const { remaining } = await harness.database.pace.findFirstOrThrow();
    expect(remaining).toBeLessThanOrEqual(15);
    const journal = await harness.journal();
    expect(journal.length).toBeLessThanOrEqual(60);
    expect(journal.filter(({ outcome }) => outcome.status === 429)).toEqual([]);
  } finally {
    await harness.stop();
  }
});
