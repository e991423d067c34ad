import { describe, expect, test } from 'vitest';
import { estimate, judge } from './estimate.ts';
import type { Figure, Target } from './outcome.ts';
import { takeTurns } from './turns.ts';

const figure: Figure = { what: 'time', unit: 'ms', ours: [10, 30, 20], beside: { peer: [10, 10, 10] }, targets: [] };
const atMost = (limit: number, times: string | null): Target => ({ bound: 'AT_MOST', limit, times });

describe('a figure', () => {
  test('is the median of its rounds, between the lowest and the highest', () => {
    expect(estimate([5, 1, 9])).toEqual({ median: 5, low: 1, high: 9, rounds: 3 });
    expect(estimate([1, 2, 3, 10]).median).toBe(2.5);
  });

  test('meets a bound on its value, or on its rounds over those of a peer', () => {
    expect(judge(figure, atMost(20, null)).is).toBe('MET');
    expect(judge(figure, atMost(19, null)).is).toBe('MISSED');
    expect(judge(figure, atMost(2, 'peer'))).toMatchObject({ is: 'MET', measured: { median: 2, low: 1, high: 3 } });
    expect(judge(figure, { bound: 'AT_LEAST', limit: 2.1, times: 'peer' }).is).toBe('MISSED');
  });

  test('is not compared with a peer that has not had the same rounds', () => {
    expect(() => judge({ ...figure, beside: { peer: [10] } }, atMost(2, 'peer'))).toThrow('the same rounds');
  });
});

test('contenders take turns, each round beginning with another, and the first round does not count', async () => {
  const order: string[] = [];
  const turn = (who: string) => async (round: number) => {
    order.push(`${who}${round}`);
    return round;
  };
  const found = await takeTurns({ rounds: 2, ours: turn('o'), beside: { a: turn('a') } });
  expect(order).toEqual(['o0', 'a0', 'a1', 'o1', 'o2', 'a2']);
  expect(found).toEqual({ ours: [1, 2], beside: { a: [1, 2] } });
});
