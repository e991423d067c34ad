import { describe, expect, test } from 'vitest';
import { atsError } from '../errors/ats-error.ts';
import { type ActivitySituation, nextForActivity, withoutBlocking } from './activity.ts';

const times = { quarantineMs: 1_000, firstLookMs: 10, backoffMs: 10, longestMs: 1_000 };
const claimed: ActivitySituation['intent'] = {
  state: 'CLAIMED',
  attempts: 0,
  failures: 0,
  unknownForMs: 0,
  sentAt: null,
  lateAnswer: null,
};
const native = { activity: 'NATIVE', idempotencyKey: 'NONE' } as const;
const plainNotes = { activity: 'NOTE', idempotencyKey: 'NONE' } as const;

function unknownFor(unknownForMs: number) {
  return { ...claimed, state: 'UNKNOWN', attempts: 1, unknownForMs } as const;
}

describe('nextForActivity', () => {
  test.each<[string, ActivitySituation, object]>([
    ['S7.1 what is in hand is sent', { intent: claimed, can: native }, { kind: 'SEND' }],
    [
      'S7.5 unknown: nothing is sent before the quarantine is over',
      { intent: unknownFor(999), can: native },
      { move: { to: 'UNKNOWN' } },
    ],
    [
      'S7.5 unknown, and a repetition is told from a new one: once more',
      { intent: unknownFor(1_000), can: native },
      { move: { to: 'PENDING' } },
    ],
    [
      'S7.5 the same with idempotency keys',
      { intent: unknownFor(1_000), can: { activity: 'NOTE', idempotencyKey: 'SUPPORTED' } },
      { move: { to: 'PENDING' } },
    ],
    [
      'S7.5 unknown, and a note could be there twice: never again',
      { intent: unknownFor(1_000), can: plainNotes },
      { move: { to: 'REJECTED', error: { code: 'OUTCOME_UNKNOWN' } } },
    ],
    [
      'S7.5 a late answer settles it',
      { intent: { ...unknownFor(0), lateAnswer: { kind: 'DONE', value: { remoteId: '1' } } }, can: plainNotes },
      { move: { to: 'DONE' } },
    ],
  ])('%s', (_, situation, step) => {
    expect(nextForActivity(situation, times)).toMatchObject(step);
  });

  test('S7.5 a permission that activity alone lacks fails it, and pauses nobody', () => {
    const error = atsError('PERMISSION_MISSING', 'The key lacks the permission Notes.');
    expect(withoutBlocking({ move: { to: 'PENDING', error }, waits: error })).toEqual({
      move: { to: 'REJECTED', error },
      waits: null,
    });
    const revoked = { move: { to: 'PENDING' }, waits: atsError('AUTH_INVALID', 'The key is revoked.') } as const;
    expect(withoutBlocking(revoked)).toBe(revoked);
  });
});
