import { randomUUID } from 'node:crypto';
import { type Behaviour, behaviours } from './behaviours.ts';
import type { Evidence } from './judge.ts';
import {
  addPeople,
  closeScene,
  evidenceOf,
  openScene,
  putIntoAts,
  type Scene,
  tellOfMessages,
  unsettled,
} from './scene.ts';

export const people = [
  'new, without a job',
  'new, with a job',
  'existing, with a job',
  'new, with a job and a message',
  'existing, with a job and a message',
] as const;
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
        const deathsBefore = scene.crew.ends().length;
        left.push(...(await handOver(scene, { ...plan, person, step })));
        if (scene.crew.ends().length === deathsBefore) break;
      }
    }
    return { ...(await evidenceOf(scene)), deaths: scene.crew.ends().length, unsettled: left };
  } finally {
    await closeScene(scene);
  }
}

type Death = LanePlan & { readonly person: Person; readonly step: number };

async function handOver(scene: Scene, { behaviour, person, step }: Death): Promise<readonly string[]> {
  const email = `${randomUUID()}@new.example`;
  if (person.startsWith('existing')) await putIntoAts(scene, email);
  await scene.world.plan(behaviours[behaviour].flat());
  await scene.crew.armed({ dieAt: step });
  await addPeople(scene, [email], person === 'new, without a job' ? 'CANDIDATE' : 'CANDIDATE_AND_APPLICATION');
  if (person.endsWith('a message')) await tellOfMessages(scene, [email]);
  return (await unsettled(scene)).map((left) => `${left}: ${person}, a death at step ${step}`);
}
