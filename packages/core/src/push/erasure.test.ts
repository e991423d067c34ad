import { expect, test } from 'vitest';
import { type ErasureSituation, nextForErasure } from './erasure.ts';

const times = { quarantineMs: 1_000, firstLookMs: 10, backoffMs: 10, longestMs: 1_000 };
const same = { attempts: 1, failures: 0, sentAt: null, lateAnswer: null } as const;
const claimed = { ...same, state: 'CLAIMED', unknownForMs: 0 } as const;
const unknown = (unknownForMs: number) => ({ ...same, state: 'UNKNOWN', unknownForMs }) as const;

test.each<[string, ErasureSituation, object]>([
  ['a candidate is erased', { intent: claimed, candidate: 'LINKED' }, { kind: 'SEND' }],
  ['where there is none, nothing is left to do', { intent: claimed, candidate: 'NONE' }, { move: { to: 'DONE' } }],
  [
    'unknown: not before the quarantine is over',
    { intent: unknown(1), candidate: 'LINKED' },
    { move: { to: 'UNKNOWN' } },
  ],
  [
    'unknown, and the quarantine is over: again',
    { intent: unknown(1_000), candidate: 'LINKED' },
    { move: { to: 'PENDING' } },
  ],
])('S9.3 %s', (_, situation, step) => {
  expect(nextForErasure(situation, times)).toMatchObject(step);
});
