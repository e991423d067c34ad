import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Behaviour, behaviours } from './behaviours.ts';
import { runLane } from './crash-lane.ts';
import { faultsFound } from './judge.ts';
import { handOverNaively } from './naive-flow.ts';
import { createWorld } from './world.ts';

/** Some of the steps here, another few for each behaviour; every one of them with `pnpm faults`. */
const everyStep = Number(process.env.HANDOFF_EVERY_STEP ?? 37);
const lanes = (Object.keys(behaviours) as Behaviour[]).map((behaviour, index) => ({
  behaviour,
  firstStep: 1 + ((index * 11) % everyStep),
  everyStep,
}));

describe.concurrent('killed at a step of the hand-over', () => {
  test.for(lanes)(
    'nobody twice, nobody lost, nobody stuck, while the ATS $behaviour',
    { timeout: 3_600_000 },
    async (plan) => {
      const report = await runLane(plan);
      expect(report.unsettled).toEqual([]);
      expect(faultsFound(report)).toEqual([]);
      expect(report.deaths).toBeGreaterThan(0);
    },
  );
});

test('the same answers make duplicates of who searches, creates, and tries again', async () => {
  const world = await createWorld();
  try {
    const [jobId = ''] = await world.openJobs();
    for (const plan of Object.values(behaviours)) {
      await world.plan(plan.flat());
      await handOverNaively(world, { email: `${randomUUID()}@new.example`, jobId }).catch(() => undefined);
    }
    const evidence = { journal: await world.journal(), acknowledged: [], standing: [], before: new Map() };
    expect(faultsFound(evidence).filter((fault) => fault.includes('times: candidate')).length).toBeGreaterThan(3);
  } finally {
    await world.stop();
  }
});
