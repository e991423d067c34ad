import { expect, test } from 'vitest';
import { startHarness } from '../support/harness.ts';
import { startRun } from '../support/runs.ts';
import { add, changeSettings, connect, newContact, newSequence } from '../support/seed.ts';
import { statementsOf } from './count-statements.ts';

/** What it takes to start a run over so many, with the worker away. */
async function statementsFor(contacts: number): Promise<readonly string[]> {
  const harness = await startHarness({ settings: { HANDOFF_ROLE: 'api' } });
  try {
    const { id: integrationId } = await connect(harness);
    const sequenceId = await newSequence(harness);
    await add(
      harness,
      sequenceId,
      Array.from({ length: contacts }, () => newContact()),
    );
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
    return await statementsOf(() => startRun(harness, { integrationId, sequenceId }));
  } finally {
    await harness.stop();
  }
}

test('S5.6 a run over many is queued by as many statements as one over a few', async () => {
  const [few, many] = [await statementsFor(3), await statementsFor(400)];
  expect(many.length).toBe(few.length);
  expect(many.length).toBeLessThanOrEqual(20);
});
