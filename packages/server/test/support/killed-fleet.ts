import { randomInt } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import { type Fleet, fleetOf } from './fleet.ts';
import { type Harness, type HarnessWishes, harnessOf, testTimes } from './harness.ts';
import { prepareProcesses } from './processes.ts';
import { randomOf } from './random.ts';

/** A dead owner's integration is taken over soon. */
const leaseMs = 1_500;
/** Between two deaths whoever is left takes over, and then does a little: some of them meet the middle of it. */
const quietForMs = 2_500;
const livesForMs = 2_000;

export type KilledFleet = Harness & {
  /** From now on, until it is stopped, one api and one worker process after the other is killed and has a successor. */
  beginKilling(): void;
};

/** Two api and two worker processes over one database: to a test one product. */
export async function startKilledFleet({ times = testTimes, ...wishes }: HarnessWishes = {}): Promise<KilledFleet> {
  await using prepared = new AsyncDisposableStack();
  const processes = prepared.use(await prepareProcesses({ ...wishes, times: { ...times, leaseMs } }));
  const fleet = fleetOf(processes);
  await Promise.all((['api', 'api', 'worker', 'worker'] as const).map(fleet.add));
  const stopping = new AbortController();
  let killing: Promise<unknown> = Promise.resolve();
  const harness = await harnessOf(processes, {
    get url() {
      return fleet.url;
    },
    clientWith: fleet.clientWith,
    async stop() {
      stopping.abort();
      await killing;
    },
  });
  prepared.move();
  return {
    ...harness,
    beginKilling() {
      const seed = process.env.HANDOFF_KILLS ?? String(randomInt(1_000_000));
      process.stdout.write(`Killed at random: HANDOFF_KILLS=${seed}\n`);
      killing = Promise.all((['api', 'worker'] as const).map((role) => kill(fleet, { role, seed, stopping })));
    },
  };
}

type Killing = { readonly role: 'api' | 'worker'; readonly seed: string; readonly stopping: AbortController };

/** Whom it kills after which time follows from the seed; what that meets, from the machine. */
async function kill(fleet: Fleet, { role, seed, stopping: { signal } }: Killing): Promise<void> {
  const random = randomOf(`${seed} ${role}`);
  for (;;) {
    await later(quietForMs + random.upTo(livesForMs), null, { signal }).catch(() => null);
    const [first, ...others] = fleet.members.filter((member) => member.role === role);
    if (signal.aborted || !first) return;
    await fleet.replace(random.of(first, ...others), 'kill');
  }
}
