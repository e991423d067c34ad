import { randomUUID } from 'node:crypto';
import { startCrew } from '../crew.ts';
import { faultsFound } from '../judge.ts';
import { handOverNaively } from '../naive-flow.ts';
import { startOwnPostgres } from '../own-postgres.ts';
import { closeScene, evidenceOf, openAccount, unsettled } from '../scene.ts';
import { createWorld, type World } from '../world.ts';
import { reachOut } from './outreach.ts';
import { randomOf } from './random.ts';
import { planTrouble, type Struck, strike, type Trouble } from './strikes.ts';
import { hearWitness, placeWitness, type Testimony } from './witness.ts';

export type SoakReport = Pick<Testimony, 'unknowns' | 'lateAnswers'> &
  Omit<Struck, 'troubles'> & {
    readonly kills: number;
    /** Processes that ended without having been killed. */
    readonly endedByThemselves: number;
    readonly acknowledged: number;
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
    const all = {
      world,
      crew,
      acknowledged: scenes.flatMap(({ acknowledged }) => acknowledged),
      before: new Map(scenes.flatMap(({ before }) => [...before])),
    };
    await unsettled(all, settlesWithinMs);
    const evidence = await evidenceOf(all);
    const { takeOvers, ...testimony } = await hearWitness(world);
    const deaths = new Map(crew.ends().map(({ name, at }) => [name, at]));
    return {
      ...struck,
      ...testimony,
      kills: crew.ends().filter(({ by }) => by === 'KILL').length,
      endedByThemselves: crew.ends().filter(({ by }) => by === 'ITSELF').length,
      acknowledged: all.acknowledged.length,
      writes: evidence.journal.filter(({ operation, outcome }) => outcome.success && writes.test(operation)).length,
      takeOverMs: takeOvers
        .flatMap(({ from, at, resumesAt }) => {
          const diedAt = deaths.get(from);
          return diedAt ? [at.getTime() - Math.max(diedAt.getTime(), resumesAt?.getTime() ?? 0)] : [];
        })
        .toSorted((one, other) => one - other),
      faults: faultsFound(evidence),
      naiveDuplicates: await countNaiveDuplicates(world, troubles),
    };
  } finally {
    await closeScene({ world, crew });
  }
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
