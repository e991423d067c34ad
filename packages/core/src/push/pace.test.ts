import { describe, expect, test } from 'vitest';
import { sharedPace, simulatePacing } from '../../test/pacing.ts';
import type { RateLimit } from '../connector/limits.ts';
import { grant, hold, learn, unpaced } from './pace.ts';

const minute = 60_000;
const limits: [RateLimit] = [{ requests: 1_000, perMs: minute, scope: 'CREDENTIAL' }];

/** Two processes with as many lanes, on one pace. */
function simulate(options: { minutes: number; limit: number; others?: number }) {
  const pace = sharedPace(limits);
  return simulatePacing({ ...options, processes: [pace, pace] });
}

describe('a run at the limit, with two processes', () => {
  test('uses at least 97 % of the allowance, and at most 0.1 % is turned away', () => {
    const { admitted, refused } = simulate({ minutes: 20, limit: 1_000 });
    expect(admitted / 20_000).toBeGreaterThanOrEqual(0.97);
    expect(refused / (admitted + refused)).toBeLessThanOrEqual(0.001);
  });

  test('leaves to others who use the key what they take', () => {
    const seen = simulate({ minutes: 20, limit: 1_000, others: 300 });
    expect(seen.refused / (seen.admitted + seen.refused)).toBeLessThanOrEqual(0.001);
    expect(seen.others / 6_000).toBeGreaterThanOrEqual(0.97);
    expect((seen.admitted + seen.others) / 20_000).toBeGreaterThanOrEqual(0.95);
  });

  test('goes as fast as an ATS allows that allows more than was declared', () => {
    const { admitted } = simulate({ minutes: 10, limit: 2_000 });
    expect(admitted).toBeGreaterThan(15_000);
  });
});

describe('an allowance', () => {
  test('keeps a part for what somebody waits for', () => {
    let pace = unpaced;
    const ask = (priority: 'LIVE' | 'BULK') => {
      const granted = grant(pace, limits, { requests: 1_000, priority, now: 1_000_000 });
      pace = granted.pace;
      return granted.permits;
    };
    expect(ask('BULK')).toBe(15);
    expect(ask('BULK')).toBe(0);
    expect(ask('LIVE')).toBe(5);
    expect(ask('LIVE')).toBe(0);
  });

  test('that is used up is waited for until it is whole again, where the ATS says when', () => {
    const pace = learn(unpaced, { remaining: 4, resetInMs: 30_000, agoMs: 1_000, underWay: 2 }, 100_000);
    expect(grant(pace, limits, { requests: 1, priority: 'LIVE', now: 100_000 })).toMatchObject({
      permits: 0,
      waitMs: 29_000,
    });
    expect(grant(pace, limits, { requests: 1, priority: 'LIVE', now: 129_001 }).permits).toBe(1);
  });

  test('everybody waits as the ATS asks, and not longer than the longest', () => {
    const pace = hold(unpaced, { ms: 3_600_000, longestMs: 300_000 }, 1_000);
    expect(grant(pace, limits, { requests: 1, priority: 'LIVE', now: 2_000 })).toMatchObject({
      permits: 0,
      waitMs: 299_000,
    });
  });

  test('every one of several limits holds', () => {
    const both: [RateLimit, RateLimit] = [...limits, { requests: 10, perMs: 1_000, scope: 'CREDENTIAL' }];
    let pace = unpaced;
    let sent = 0;
    for (let now = 1_000_000; now < 1_000_000 + minute; now += 10) {
      const granted = grant(pace, both, { requests: 5, priority: 'LIVE', now });
      pace = granted.pace;
      sent += granted.permits;
    }
    expect(sent).toBeLessThanOrEqual(600);
    expect(sent).toBeGreaterThan(540);
  });
});
