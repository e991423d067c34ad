import { randomUUID } from 'node:crypto';
import { clientOf } from '../../support/client.ts';
import { randomOf } from '../../support/random.ts';
import { startRun } from '../../support/runs.ts';
import { type Crew, startCrew } from '../crew.ts';
import { type Evidence, faultsFound, type Standing } from '../judge.ts';
import { handOverNaively } from '../naive-flow.ts';
import { startOwnPostgres } from '../own-postgres.ts';
import { closeScene, evidenceOf, openAccount, type Scene, unsettled } from '../scene.ts';
import { createWorld, type World } from '../world.ts';
import { reachOut } from './outreach.ts';
import { planTrouble, type Struck, strike, type Trouble } from './strikes.ts';
import { hearWitness, placeWitness, type Testimony } from './witness.ts';

export type SoakReport = Pick<Testimony, 'unknowns' | 'lateAnswers'> &
  Omit<Struck, 'troubles'> & {
    readonly kills: number;
    /** Processes that ended without having been killed. */
    readonly endedByThemselves: number;
    readonly acknowledged: number;
    /** Of these, what was sent three times without an answer, so that a person was asked. */
    readonly givenUp: number;
    readonly writes: number;
    /** From a death to the next owner's first statement, in milliseconds, shortest first. */
    readonly takeOverMs: readonly number[];
    readonly faults: readonly string[];
    /** What the same answers of the ATS make of a flow without a protocol. */
    readonly naiveDuplicates: number;
  };

const accounts = 6;
/** Four processes; the clocks of two of them are an hour wrong. */
const clocks = [0, 3_600_000, 0, -3_600_000];
const settlesWithinMs = 600_000;
const writes = /^(candidate\.(create|addEmailMessage)|application\.create)$/;

/** What goes wrong, when, and in which order follows from the seed; when it meets whom, from the machine. */
export async function soak({ seed, kills }: { seed: number; kills: number }): Promise<SoakReport> {
  const postgres = await startOwnPostgres();
  const world = await createWorld(postgres.database);
  await placeWitness(world);
  const crew = await startCrew(world, { clocks, waits: 'PRODUCTION' });
  try {
    const tokens = [world.token];
    while (tokens.length < accounts) tokens.push(await world.addAccount());
    const scenes = await Promise.all(tokens.map((token) => openAccount(world, crew, token)));
    const ended = new AbortController();
    const reaching = scenes.map((scene, place) =>
      reachOut(scene, { random: randomOf(`${seed} outreach ${place}`), ended: ended.signal }),
    );
    const { troubles, ...struck } = await strike({ world, crew, postgres, random: randomOf(`${seed}`) }, kills);
    ended.abort();
    await Promise.all(reaching);
    const { evidence, givenUp } = await settle(scenes, world);
    const { takeOvers, ...testimony } = await hearWitness(world);
    return {
      ...struck,
      ...testimony,
      kills: crew.ends().filter(({ by }) => by === 'KILL').length,
      endedByThemselves: crew.ends().filter(({ by }) => by === 'ITSELF').length,
      acknowledged: evidence.acknowledged.length,
      givenUp,
      writes: evidence.journal.filter(({ operation, outcome }) => outcome.success && writes.test(operation)).length,
      takeOverMs: afterDeaths(takeOvers, { crew, restarts: struck.restarts }),
      faults: faultsFound(evidence),
      naiveDuplicates: await countNaiveDuplicates(world, troubles),
    };
  } finally {
    await closeScene({ world, crew });
  }
}

/**
 * Waits until everything has ended. What was sent three times and never answered is then with a person, who
 * has those contacts tried again; a message that was given up is one that need not be there.
 */
async function settle(scenes: readonly Scene[], world: World): Promise<{ evidence: Evidence; givenUp: number }> {
  const acknowledged = scenes.flatMap((scene) => scene.acknowledged);
  const all = { world, acknowledged, before: new Map(scenes.flatMap(({ before }) => [...before])) };
  await unsettled(all, settlesWithinMs);
  const givenUp = (await evidenceOf(all)).standing.filter(isGivenUp);
  for (const { crew, token, integrationId } of scenes) {
    const client = clientOf((await crew.anyone()).url, token);
    await startRun({ client }, { integrationId, all: true, errorCodes: ['OUTCOME_UNKNOWN'] });
  }
  await unsettled(all, settlesWithinMs);
  const evidence = await evidenceOf(all);
  const unwritten = new Set(
    evidence.standing.filter(isGivenUp).flatMap(({ of, email }) => (of === 'MESSAGE' ? [email] : [])),
  );
  return {
    givenUp: givenUp.length,
    evidence: {
      ...evidence,
      acknowledged: acknowledged.map((one) => (unwritten.has(one.email) ? { ...one, messages: [] } : one)),
      standing: evidence.standing.filter((one) => one.of === 'HAND_OVER' || !isGivenUp(one)),
    },
  };
}

function isGivenUp({ state, code }: Standing): boolean {
  return state === 'FAILED' && code === 'OUTCOME_UNKNOWN';
}

/** Nobody takes over while there is nothing to do, the ATS is not to be asked, or the database is away. */
function afterDeaths(
  takeOvers: Testimony['takeOvers'],
  { crew, restarts }: { crew: Crew; restarts: readonly Date[] },
): readonly number[] {
  const deaths = new Map(crew.ends().map(({ name, at }) => [name, at]));
  const took = takeOvers.flatMap(({ from, at, resumesAt, dueAt }) => {
    const diedAt = deaths.get(from);
    // Whoever was only paused then was followed for that, and died later.
    if (!diedAt || diedAt > at) return [];
    const possible = [diedAt, resumesAt, dueAt, ...restarts].filter((time) => time && time < at).map(Number);
    return [at.getTime() - Math.max(...possible)];
  });
  return took.toSorted((one, other) => one - other);
}

/** One contact for each trouble that the product met, handed over as public connectors do. */
async function countNaiveDuplicates(world: World, troubles: readonly Trouble[]): Promise<number> {
  const before = (await world.journal()).length;
  const [jobId = ''] = await world.openJobs();
  for (const trouble of troubles) {
    await planTrouble(world, trouble);
    await handOverNaively(world, { email: `${randomUUID()}@new.example`, jobId }).catch(() => undefined);
  }
  const journal = (await world.journal()).slice(before);
  const evidence = { journal, acknowledged: [], standing: [], before: new Map() };
  return faultsFound(evidence).filter((fault) => fault.includes('times: ')).length;
}
