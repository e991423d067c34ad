import { setTimeout as later } from 'node:timers/promises';
import type { Random } from '../../support/random.ts';
import { type Behaviour, behaviours } from '../behaviours.ts';
import type { Crew, Mortal } from '../crew.ts';
import type { OwnPostgres } from '../own-postgres.ts';
import type { World } from '../world.ts';

/** What the ATS does with so many writes of each kind. */
export type Trouble = { readonly behaviour: Behaviour; readonly times: number };

export type Struck = {
  readonly pauses: number;
  readonly cuts: number;
  /** When PostgreSQL was back each time. */
  readonly restarts: readonly Date[];
  readonly troubles: readonly Trouble[];
};

type Field = { readonly world: World; readonly crew: Crew; readonly postgres: OwnPostgres; readonly random: Random };

/** A process that has come to no such step by then is killed from outside. */
const stepWithinMs = 2_500;
const lastStep = 60;
const lookEveryMs = 50;

/** Strikes, one blow after the other, until so many processes have been killed; then nothing is wrong any more. */
export async function strike(field: Field, kills: number): Promise<Struck> {
  const { world, crew, postgres, random } = field;
  const struck = { pauses: 0, cuts: 0, restarts: [] as Date[], troubles: [] as Trouble[] };
  const paused: Promise<void>[] = [];
  while (killsOf(crew) < kills) {
    struck.troubles.push(await troubleTheAts(field));
    const blow = random.of('KILL', 'KILL', 'KILL', 'KILL', 'KILL', 'KILL', 'KILL', 'KILL', 'PAUSE', 'CUT', 'RESTART');
    if (blow === 'PAUSE') {
      struck.pauses += 1;
      paused.push(pauseBeyondTheLease(await oneOf(field, 3), random));
    } else if (blow === 'CUT') {
      struck.cuts += 1;
      await cutConnections(world);
    } else if (blow === 'RESTART' && random.happens(0.3)) {
      await postgres.restart();
      struck.restarts.push(new Date());
    } else await kill(await oneOf(field, 2), random);
  }
  await Promise.all(paused);
  await world.plan([]);
  return struck;
}

function killsOf(crew: Crew): number {
  return crew.ends().filter(({ by }) => by === 'KILL').length;
}

async function troubleTheAts({ world, random }: Field): Promise<Trouble> {
  const [first = 'answers at once', ...others] = Object.keys(behaviours) as Behaviour[];
  const trouble = { behaviour: random.of(first, ...others), times: random.upTo(4) };
  await planTrouble(world, trouble);
  return trouble;
}

export async function planTrouble(world: World, { behaviour, times }: Trouble): Promise<void> {
  await world.plan(behaviours[behaviour].flat().map((fault) => ({ ...fault, times })));
}

/** Somebody who answers, while at least so many do. */
async function oneOf({ crew, random }: Field, atLeast: number): Promise<Mortal> {
  for (;;) {
    const [first, ...others] = crew.up();
    if (first && others.length + 1 >= atLeast) return random.of(first, ...others);
    await later(lookEveryMs);
  }
}

/** Three times of four at a step of a hand-over, else in the middle of whatever it does. */
async function kill(one: Mortal, random: Random): Promise<void> {
  if (random.happens(0.75)) {
    await one.armed({ dieAt: random.upTo(lastStep) });
    await Promise.race([one.ended, later(stepWithinMs)]);
  }
  one.signal('SIGKILL');
  await one.ended;
}

async function pauseBeyondTheLease(one: Mortal, random: Random): Promise<void> {
  one.signal('SIGSTOP');
  await later(10_000 + random.upTo(10_000));
  one.signal('SIGCONT');
}

async function cutConnections({ database }: World): Promise<void> {
  await database.$queryRaw`
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
}
