import { createHash } from 'node:crypto';
import type { PushTimes } from '../../src/push/protocol.ts';
import { type Bounds, type SimulatedAts, simulatedAts } from './ats.ts';
import { virtualClock } from './clock.ts';
import { type OwnerParts, ourProtocol, ownerOf, type Protocol, type Steps } from './owner.ts';
import { type Random, randomOf } from './random.ts';
import { type Carelessness, openStore, type Store } from './store.ts';

export type Plan = {
  readonly seed: number;
  readonly protocol?: Protocol;
  readonly careless?: Carelessness;
  readonly bounds?: Bounds;
  readonly quarantineMs?: number;
};

export type Report = {
  /** What was promised and did not hold. */
  readonly faults: readonly string[];
  readonly deaths: number;
  readonly pauses: number;
  readonly unknowns: number;
  /** The same for the same seed. */
  readonly trace: string;
};

const bounds: Bounds = { timeoutMs: 10_000, commitMs: 12_000, lagMs: 8_000 };
/** The remote time-out, its commit delay and its search's lag, and some. */
const quarantineMs = 30_000;
const leaseMs = 10_000;
const owners = 3;
const contacts = ['ada@x.example', 'bob@x.example', 'cleo@x.example'];
/** Until then everything may go wrong; afterwards nothing does, and all must end. */
const troubleMs = 300_000;
const endMs = 3_600_000;

/** Those that still move. Who is no candidate applies for nothing: a person is told. */
function unsettled({ intents }: Store) {
  const told = new Set(intents.filter(({ state }) => state === 'REJECTED').map(({ contact }) => contact));
  return intents.filter(({ state, contact }) => state !== 'DONE' && !told.has(contact));
}

/** One schedule: what goes wrong, and when, follows from the seed alone. */
export function simulate(plan: Plan): Report {
  const clock = virtualClock();
  const random = randomOf(plan.seed);
  const store = openStore(clock, contacts, { leaseMs, careless: plan.careless ?? 'NONE' });
  const ats = simulatedAts(clock, random, plan.bounds ?? bounds);
  const times: PushTimes = {
    quarantineMs: plan.quarantineMs ?? quarantineMs,
    firstLookMs: 1_000,
    backoffMs: 1_000,
    longestMs: 60_000,
  };
  const counts = { deaths: 0, pauses: 0, unknowns: 0 };
  const trace = createHash('sha256');
  const parts = { clock, store, ats, times, leaseMs, protocol: plan.protocol ?? ourProtocol };
  for (let place = 0; place < owners; place += 1) live(parts, { random, counts, trace, place });
  clock.after(troubleMs, ats.recover);
  clock.runUntil(endMs, () => unsettled(store).length === 0);
  counts.unknowns = store.intents.filter(({ attempts }) => attempts > 1).length;
  return { ...counts, faults: faultsIn(store, ats), trace: trace.digest('hex') };
}

type Life = {
  readonly random: Random;
  readonly counts: { deaths: number; pauses: number };
  readonly trace: ReturnType<typeof createHash>;
  readonly place: number;
};

/** An owner, and who comes after it: at every step it may die, or be paused for up to three leases. */
function live(parts: OwnerParts, life: Life): void {
  const { clock } = parts;
  const { random, counts, trace, place } = life;
  const steps: Steps<void> = ownerOf(parts);
  const goOn = (value: unknown): void => {
    trace.update(`${clock.now()} ${place} ${parts.store.intents.map(({ state }) => state).join(' ')};`);
    const next = steps.next(value);
    if (next.done) return;
    let wakes = 0;
    next.value((answer) => {
      // What was asked is answered once; a second answer, late, finds nobody.
      if (wakes++ > 0) return;
      const isTroubled = clock.now() < troubleMs;
      if (isTroubled && random.happens(0.01)) {
        counts.deaths += 1;
        return clock.after(random.below(leaseMs), () => live(parts, life));
      }
      if (isTroubled && random.happens(0.01)) {
        counts.pauses += 1;
        return clock.after(random.below(leaseMs * 3), () => goOn(answer));
      }
      goOn(answer);
    });
  };
  goOn(undefined);
}

function faultsIn(store: Store, { candidates, applications }: SimulatedAts): readonly string[] {
  const made = [
    ...candidates.map(({ email }) => `candidate ${email}`),
    ...applications.map(({ candidateId, jobId }) => `application of ${candidateId} for ${jobId}`),
  ];
  const twice = [...Map.groupBy(made, (one) => one)].filter(([, all]) => all.length > 1);
  const emails = new Set(candidates.map(({ email }) => email));
  return [
    ...twice.map(([one, all]) => `${all.length} times: ${one}`),
    ...unsettled(store).map(({ id, state }) => `stuck: ${id} is ${state}`),
    ...store.intents
      .filter(({ kind, state, contact }) => kind === 'CANDIDATE' && state === 'DONE' && !emails.has(contact))
      .map(({ id }) => `lost: ${id} is nowhere`),
  ];
}
