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
type Mortal = {
  readonly url: string;
  readonly ended: Promise<unknown>;
  /** When it ends, or pauses for the first time. */
  readonly gone: Promise<unknown>;
  isUp(): boolean;
  /** Dies at the so-manieth step from now. */
  /** When it pauses for the first time. */
  readonly paused: Promise<unknown>;
  armed(order: Told): Promise<'HEARD' | 'PAUSED' | 'DEAD'>;
  signal(signal: 'SIGKILL' | 'SIGCONT'): void;
};

/** Two processes over one database. When one dies the other takes over, and a new one is started. */
export type Crew = {
  /** One that answers. */
  anyone(): Promise<Mortal>;
  /** Whoever works dies at the so-manieth step from now, or pauses at a named one; both are there when this resolves. */
  armed(order: Order): Promise<void>;
  /** Those of them that have paused go on. */
  goOn(): Promise<void>;
  deaths(): number;
  stop(): Promise<void>;
};

const lookEveryMs = 20;

/** What is wrong with the clock of each. */
export type Clocks = readonly [number, number];

export async function startCrew({ environment }: World, clocks: Clocks = [0, 0]): Promise<Crew> {
  let deaths = 0;
  let stopped = false;
  const start = (clockErrorMs: number) => startMortal({ ...environment, TEST_CLOCK_ERROR_MS: String(clockErrorMs) });
  const places = clocks.map((clockErrorMs) => ({ clockErrorMs, process: start(clockErrorMs) }));
  const refill = async (place: { clockErrorMs: number; process: Promise<Mortal> }): Promise<void> => {
    await (await place.process).ended;
    if (stopped) return;
    deaths += 1;
    place.process = start(place.clockErrorMs);
    await refill(place);
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
    async armed(wish) {
      const order = 'pauseAt' in wish ? { ...wish, onceBy: join(tmpdir(), `handoff-pause-${randomUUID()}`) } : wish;
      await Promise.all(places.map((place) => arm(place, order)));
    },
    async goOn() {
      for (const one of await everyone()) one.signal('SIGCONT');
    },
    deaths: () => deaths,
    async stop() {
      stopped = true;
      for (const one of await everyone()) one.signal('SIGKILL');
      await Promise.all(refilled);
    },
  };
}

/** Who dies before it has heard is replaced by somebody who hears. */
async function arm(place: { readonly process: Promise<Mortal> }, order: Told): Promise<void> {
  for (;;) {
    const one = await place.process;
    if (one.isUp() && (await one.armed(order)) === 'HEARD') return;
    await later(lookEveryMs);
  }
}

async function startMortal(environment: Readonly<Record<string, string>>): Promise<Mortal> {
  const child = fork(fileURLToPath(new URL('./mortal.ts', import.meta.url)), {
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit');
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
  const paused = said('PAUSED').then(() => {
    isPaused = true;
  });
  return {
    url: ready.parse(message).url,
    ended,
    gone: Promise.race([ended, paused]),
    paused,
    isUp: () => !isPaused && child.exitCode === null && child.signalCode === null,
    async armed(order) {
      const heard = said('HEARD');
      child.send(order, () => undefined);
      return Promise.race([heard, ended.then(() => 'DEAD' as const)]);
    },
    signal(signal) {
      isPaused = false;
      child.kill(signal);
    },
  };
}
