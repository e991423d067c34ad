import { describe, expect, test } from 'vitest';
import { afterOutcome } from '../src/push/answer.ts';
import { nextForCandidate } from '../src/push/candidate.ts';
import { ourProtocol, type Protocol } from './simulation/owner.ts';
import { type Plan, type Report, simulate } from './simulation/run.ts';

const schedules = 5_000;
/** Many seconds on a busy machine. */
const slow = { timeout: 120_000 };

function simulateMany(plan: Omit<Plan, 'seed'>, count: number): readonly (Report & { readonly seed: number })[] {
  return Array.from({ length: count }, (_, seed) => ({ seed, ...simulate({ ...plan, seed }) }));
}

function faultsOf(reports: readonly (Report & { readonly seed: number })[]): readonly string[] {
  return reports.flatMap(({ seed, faults }) => faults.map((fault) => `seed ${seed}: ${fault}`));
}

describe('the protocol of the push, on a clock that jumps', () => {
  test(
    `in ${schedules} schedules of deaths, pauses and lost answers nobody is there twice, lost or stuck`,
    slow,
    () => {
      const reports = simulateMany({}, schedules);
      expect(faultsOf(reports)).toEqual([]);
      const sum = (of: 'deaths' | 'pauses' | 'unknowns') => reports.reduce((total, report) => total + report[of], 0);
      expect(sum('deaths')).toBeGreaterThan(schedules);
      expect(sum('pauses')).toBeGreaterThan(schedules);
      expect(sum('unknowns')).toBeGreaterThan(schedules / 10);
    },
  );

  test('the same seed is the same schedule', () => {
    expect(simulate({ seed: 7 })).toEqual(simulate({ seed: 7 }));
    expect(simulate({ seed: 7 }).trace).not.toBe(simulate({ seed: 8 }).trace);
  });
});

/** Protocols that were written less carefully. What the simulation does not see in them, it would not see in ours. */
const broken: Readonly<Record<string, Omit<Plan, 'seed'>>> = {
  'tries what is unknown again at once': {
    protocol: protocolWith({
      candidate: (situation, times) =>
        nextForCandidate({ ...situation, intent: { ...situation.intent, state: 'CLAIMED' } }, times),
    }),
  },
  'takes a lost answer for a failure': {
    protocol: protocolWith({
      outcome: (intent, outcome, times) =>
        afterOutcome(
          intent,
          outcome.kind === 'UNKNOWN' ? { ...outcome, kind: 'NOT_DONE', error: busy } : outcome,
          times,
        ),
    }),
  },
  'creates without a look': {
    protocol: protocolWith({
      candidate: (situation, times) => {
        const step = nextForCandidate(situation, times);
        return step.kind === 'LOOK' ? { kind: 'SEND' } : step;
      },
    }),
  },
  'trusts a find of nobody before the ATS has had its time': { quarantineMs: 2_000 },
  'trusts its lease however long it was away': { protocol: protocolWith({ distrust: 'NOBODY' }), quarantineMs: 12_000 },
  'sends again by itself when nothing comes back': { protocol: protocolWith({ sends: 2 }) },
  'counts the quarantine by its own clock': { protocol: protocolWith({ clockErrorMs: 3_600_000 }) },
  'sends again what a dead owner was sending': { careless: 'TAKES_OVER_BLINDLY' },
  'sends without writing it down first': { careless: 'NO_WRITE_AHEAD' },
  'records without looking whose turn it is': { careless: 'NO_EPOCH' },
};

const busy = { code: 'REMOTE_UNAVAILABLE', message: 'It failed.' } as const;

function protocolWith(change: Partial<Protocol>): Protocol {
  return { ...ourProtocol, ...change };
}

test.for(Object.entries(broken))('the simulation finds out a protocol that %s', slow, ([, plan]) => {
  expect(faultsOf(simulateMany(plan, 500)).length).toBeGreaterThan(0);
});
