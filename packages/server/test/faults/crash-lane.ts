import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Behaviour, behaviours } from './behaviours.ts';
import type { Evidence } from './judge.ts';
import { addPeople, closeScene, evidenceOf, openScene, type Scene, unsettled } from './scene.ts';

export const people = ['new, without a job', 'new, with a job', 'existing, with a job'] as const;
type Person = (typeof people)[number];

/** One behaviour of the ATS, whom it meets, and the steps at which the process dies. */
export type LanePlan = {
  readonly behaviour: Behaviour;
  readonly people: readonly Person[];
  readonly firstStep: number;
  readonly everyStep: number;
  readonly lastStep: number;
};

export type LaneReport = Evidence & { readonly deaths: number; readonly unsettled: readonly string[] };

/**
 * One contact after the other is handed over while the process dies at the first step, then at a later
 * one, and so on until a hand-over ends before its death. A second process takes over, and what died is
 * started again.
 */
export async function runLane(plan: LanePlan): Promise<LaneReport> {
  const scene = await openScene();
  const left: string[] = [];
  try {
    for (const person of plan.people) {
      for (let step = plan.firstStep; step <= plan.lastStep; step += plan.everyStep) {
        const deathsBefore = scene.crew.deaths();
        left.push(...(await handOver(scene, { ...plan, person, step })));
        if (scene.crew.deaths() === deathsBefore) break;
      }
    }
    return { ...(await evidenceOf(scene)), deaths: scene.crew.deaths(), unsettled: left };
  } finally {
    await closeScene(scene);
  }
}

type Death = LanePlan & { readonly person: Person; readonly step: number };

async function handOver(scene: Scene, { behaviour, person, step }: Death): Promise<readonly string[]> {
  const email = `${randomUUID()}@new.example`;
  if (person === 'existing, with a job') {
    const { id } = personMade.parse(await scene.world.control('/candidates', { name: 'Somebody', email }));
    scene.before.set(id, email);
  }
  await scene.world.plan(behaviours[behaviour].flat());
  await scene.crew.armed({ dieAt: step });
  await addPeople(scene, [email], person === 'new, without a job' ? 'CANDIDATE' : 'CANDIDATE_AND_APPLICATION');
  return (await unsettled(scene)).map((left) => `${left}: ${person}, a death at step ${step}`);
}

const personMade = z.object({ id: z.string() });
