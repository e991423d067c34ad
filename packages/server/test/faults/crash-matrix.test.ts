import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Behaviour, behaviours } from './behaviours.ts';
import { people, runLane } from './crash-lane.ts';
import { faultsFound } from './judge.ts';
import { handOverNaively } from './naive-flow.ts';
import { createWorld } from './world.ts';

/** Two steps for each behaviour and one kind of person; every step and everybody with `pnpm faults`. */
const isWhole = process.env.HANDOFF_FAULTS === 'WHOLE';
const lanes = (Object.keys(behaviours) as Behaviour[]).map((behaviour, index) =>
  isWhole
    ? { behaviour, people, firstStep: 1, everyStep: 1, lastStep: 200 }
    : {
        behaviour,
        people: people.filter((_, place) => place === index % people.length),
        firstStep: 8 + ((index * 7) % 30),
        everyStep: 25,
        lastStep: 62,
      },
);

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
