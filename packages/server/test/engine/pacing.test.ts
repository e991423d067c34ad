import { expect, test } from 'vitest';
import { startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';

test('S1.4 what an ATS says is left of its limit is spread over the time that it has to last', async () => {
  const harness = await startHarness({ seed: { candidates: 0, jobs: 1 }, limitPerMinute: 60 });
  try {
    await connect(harness, { mode: 'ON_ADDED' });
    await add(
      harness,
      await newSequence(harness),
      Array.from({ length: 80 }, () => newContact()),
    );
    const creations = async () =>
      (await harness.journal()).filter(({ operation, outcome }) => operation === 'candidate.create' && outcome.success);
    await expect
      .poll(async () => (await creations()).length, { timeout: 25_000, interval: 50 })
      .toBeGreaterThanOrEqual(8);
    const times = (await creations()).map(({ at }) => Date.parse(at));
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(3_000);
    expect((await harness.journal()).filter(({ outcome }) => outcome.status === 429)).toEqual([]);
  } finally {
    await harness.stop();
  }
});
