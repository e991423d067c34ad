import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { World } from './world.ts';

const ready = z.object({ url: z.string() });

type Order = { readonly dieAt: number } | { readonly pauseAt: string };
/** Of all that are told, the first that can make this file pauses: who takes over from it does not. */
type Told = { readonly dieAt: number } | { readonly pauseAt: string; readonly onceBy: string };

/** A process of the product that dies or pauses when it is told to. */
export type Mortal = {
  /** To PostgreSQL too: its connections carry it as their application. */
  readonly name: string;
  readonly url: string;
  readonly ended: Promise<End['by']>;
  /** When it ends, or pauses the next time. */
  gone(): Promise<unknown>;
  isUp(): boolean;
  armed(order: Told): Promise<'HEARD' | 'PAUSED' | 'DEAD'>;
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
};

/** A process that is no more, and how it went. */
type End = { readonly name: string; readonly at: Date; readonly by: 'KILL' | 'ITSELF' };

/** Processes over one database. When one dies another takes over, and a new one is started. */
export type Crew = {
  /** One that answers. */
  anyone(): Promise<Mortal>;
  /** Those that answer now. */
  up(): readonly Mortal[];
  /** Whoever works dies at the so-manieth step from now, or pauses at a named one; both are there when this resolves. */
  armed(order: Order): Promise<void>;
  /** Those of them that have paused go on. */
  goOn(): Promise<void>;
  ends(): readonly End[];
  stop(): Promise<void>;
};

const lookEveryMs = 20;

export type CrewOptions = {
  /** What is wrong with the clock of each; as many as there are processes. */
  readonly clocks?: readonly number[];
  /** The waits of production, or shorter ones. */
  readonly waits?: 'PRODUCTION' | 'SHORT';
};

export async function startCrew(
  { environment }: World,
  { clocks = [0, 0], waits = 'SHORT' }: CrewOptions = {},
): Promise<Crew> {
  const ends: End[] = [];
  let stopped = false;
  const start = (clockErrorMs: number) =>
    startMortal({ ...environment, TEST_CLOCK_ERROR_MS: String(clockErrorMs), TEST_WAITS: waits });
  const places = clocks.map((clockErrorMs) => placeOf(clockErrorMs, start(clockErrorMs)));
  const refill = async (place: Place): Promise<void> => {
    for (;;) {
      const one = await place.process;
      place.present = one;
      const by = await one.ended;
      if (stopped) return;
      ends.push({ name: one.name, at: new Date(), by });
      place.process = start(place.clockErrorMs);
    }
  };
  const refilled = places.map(refill);
  const everyone = () => Promise.all(places.map(({ process }) => process));
  await everyone();
  return {
    async anyone() {
      for (;;) {
        const up = (await everyone()).find((one) => one.isUp());
        if (up) return up;
        await later(lookEveryMs);
      }
    },
    up: () => places.flatMap(({ present }) => (present?.isUp() ? [present] : [])),
    async armed(wish) {
      const order = 'pauseAt' in wish ? { ...wish, onceBy: join(tmpdir(), `handoff-pause-${randomUUID()}`) } : wish;
      await Promise.all(places.map((place) => arm(place, order)));
    },
    async goOn() {
      for (const one of await everyone()) one.signal('SIGCONT');
    },
    ends: () => ends,
    async stop() {
      stopped = true;
      for (const one of await everyone()) one.signal('SIGKILL');
      await Promise.all(refilled);
    },
  };
}

/** A place in the crew: whoever has it, and whoever will have it once it has started. */
type Place = { readonly clockErrorMs: number; process: Promise<Mortal>; present: Mortal | null };

function placeOf(clockErrorMs: number, process: Promise<Mortal>): Place {
  return { clockErrorMs, process, present: null };
}

/** Who dies before it has heard is replaced by somebody who hears. */
async function arm(place: { readonly process: Promise<Mortal> }, order: Told): Promise<void> {
  for (;;) {
    const one = await place.process;
    if (one.isUp() && (await one.armed(order)) === 'HEARD') return;
    await later(lookEveryMs);
  }
}

let started = 0;

async function startMortal(environment: Readonly<Record<string, string>>): Promise<Mortal> {
  started += 1;
  const name = `mortal-${started}`;
  const databaseUrl = new URL(environment.DATABASE_URL ?? '');
  databaseUrl.searchParams.set('application_name', name);
  const child = fork(fileURLToPath(new URL('./mortal.ts', import.meta.url)), {
    env: { ...process.env, ...environment, DATABASE_URL: databaseUrl.href },
  });
  const ended = once(child, 'exit').then(([, signal]) => (signal === 'SIGKILL' ? 'KILL' : 'ITSELF'));
  const message = await Promise.race([once(child, 'message').then(([first]) => first), ended.then(() => null)]);
  if (message === null) {
    // It found no database to start with: another one tries.
    await later(lookEveryMs);
    return startMortal(environment);
  }
  let isPaused = false;
  const said = (word: 'HEARD' | 'PAUSED') =>
    new Promise<typeof word>((resolve) => {
      child.on('message', (heard) => heard === word && resolve(word));
    });
  const pause = () =>
    said('PAUSED').then(() => {
      isPaused = true;
    });
  let paused = pause();
  return {
    name,
    url: ready.parse(message).url,
    ended,
    gone: () => Promise.race([ended, paused]),
    isUp: () => !isPaused && child.exitCode === null && child.signalCode === null,
    async armed(order) {
      const heard = said('HEARD');
      child.send(order, () => undefined);
      return Promise.race([heard, ended.then(() => 'DEAD' as const)]);
    },
    signal(signal) {
      if (isPaused && signal === 'SIGCONT') paused = pause();
      isPaused = signal === 'SIGSTOP';
      child.kill(signal);
    },
  };
}
