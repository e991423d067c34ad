import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CandidateRef } from '../connector/records.ts';
import { atsError } from '../errors/ats-error.ts';
import { type ErrorCode, errorCodes } from '../errors/codes.ts';
import { afterError, afterFailedLook, afterOutcome, asEvidence } from './answer.ts';
import { nextForApplication } from './application.ts';
import { type CandidateSituation, nextForCandidate } from './candidate.ts';
import { type IntentInHand, mostFailures, mostSends } from './protocol.ts';

const times = { quarantineMs: 30_000, firstLookMs: 1_000, backoffMs: 1_000, longestMs: 300_000 };
const sentAt = new Date('2026-03-01T10:00:00.123Z');
const addedAt = new Date('2026-03-01T09:00:00.000Z');

const claimed: IntentInHand<never> = {
  state: 'CLAIMED',
  attempts: 0,
  failures: 0,
  unknownForMs: 0,
  sentAt: null,
  lateAnswer: null,
};
const unknown: IntentInHand<never> = { ...claimed, state: 'UNKNOWN', attempts: 1, unknownForMs: 5_000, sentAt };

const candidate = (remoteId: string, createdAt: Date): CandidateRef => ({ remoteId, url: null, createdAt });
const found = (...candidates: readonly CandidateRef[]) => ({ kind: 'FOUND', candidates, createdByUs: [] }) as const;

function next(change: Partial<CandidateSituation>) {
  const situation: CandidateSituation = {
    intent: claimed,
    contact: { email: 'ada@b.example', addedAt, jobRemoteId: null },
    settings: { deduplication: true, onDuplicate: 'HOLD' },
    candidateWithoutJob: 'POSSIBLE',
    look: found(),
    ...change,
  };
  return nextForCandidate(situation, times);
}

describe('a candidate', () => {
  test('S6.8 is looked for before anything is sent', () => {
    expect(next({ look: { kind: 'NOT_YET' } })).toEqual({ kind: 'LOOK' });
    expect(next({ intent: unknown, look: { kind: 'NOT_YET' } })).toEqual({ kind: 'LOOK' });
    expect(next({})).toEqual({ kind: 'SEND' });
  });

  test('S6.3 who is there is linked, and nothing is sent', () => {
    const later = candidate('c1', new Date('2026-03-01T09:30:00Z'));
    expect(next({ look: found(later) })).toMatchObject({
      move: { to: 'DONE' },
      keep: [{ kind: 'LINK', origin: 'LINKED' }],
    });
  });

  test('S6.1 who was there earlier is held', () => {
    const earlier = candidate('c1', new Date('2025-03-01T09:30:00Z'));
    expect(next({ look: found(earlier) })).toMatchObject({ move: { to: 'HELD' }, keep: [{ kind: 'MARK' }] });
  });
});

describe('T14 a creation that was sent and never answered', () => {
  const ours = candidate('c1', new Date('2026-03-01T10:00:00.000Z'));
  const others = candidate('c2', new Date('2026-03-01T10:20:00.000Z'));

  test('is settled by finding our own work, at once', () => {
    const step = next({ intent: unknown, look: found(others, ours) });
    expect(step).toMatchObject({ move: { to: 'DONE' }, keep: [{ candidate: ours, origin: 'CREATED' }] });
  });

  test.for([[], [others]])('stays unknown until the quarantine is over, when ours is not there: %o', (seen) => {
    expect(next({ intent: unknown, look: found(...seen) })).toMatchObject({ move: { to: 'UNKNOWN' } });
  });

  test('is free to be sent again when nobody is there after the quarantine', () => {
    expect(next({ intent: { ...unknown, unknownForMs: 30_000 } })).toMatchObject({ move: { to: 'PENDING' } });
  });

  test('is somebody else when only they are there after the quarantine', () => {
    const step = next({ intent: { ...unknown, unknownForMs: 30_000 }, look: found(others) });
    expect(step).toMatchObject({ move: { to: 'DONE' }, keep: [{ candidate: others, origin: 'LINKED' }] });
  });

  test('is shown to a person once it was sent a few times', () => {
    const intent = { ...unknown, unknownForMs: 30_000, attempts: mostSends };
    expect(next({ intent })).toMatchObject({ move: { to: 'REJECTED', error: { code: 'OUTCOME_UNKNOWN' } } });
  });

  test('is shown to a person when no look can be had, after a few', () => {
    const refused = atsError('VALIDATION', 'No such address.');
    expect(afterFailedLook(unknown, refused, times)).toMatchObject({
      move: { to: 'UNKNOWN', failures: 1 },
      waits: null,
    });
    expect(afterFailedLook({ ...unknown, failures: mostFailures - 1 }, refused, times)).toMatchObject({
      move: { to: 'REJECTED', error: { code: 'OUTCOME_UNKNOWN' } },
    });
  });

  test('S6.8 is never free because a look went wrong, whatever went wrong', () => {
    const anyIntent = fc.record({ failures: fc.nat(10), unknownForMs: fc.nat(100_000) });
    const anyCode = fc.constantFrom(...(Object.keys(errorCodes) as ErrorCode[]));
    fc.assert(
      fc.property(anyIntent, anyCode, (intent, code) => {
        const { move } = afterFailedLook({ ...unknown, ...intent }, atsError(code, 'It went wrong.'), times);
        expect(['UNKNOWN', 'REJECTED']).toContain(move.to);
      }),
    );
  });
});

describe('an answer', () => {
  const value = { remoteId: 'c1' };

  test('says what becomes of the intent, and whether the integration waits', () => {
    const after = (kind: 'NOT_DONE' | 'REJECTED' | 'UNKNOWN', code: ErrorCode) => {
      const answered = afterOutcome(claimed, { kind, error: atsError(code, 'Words.') }, times);
      return answered.kind === 'SETBACK' ? [answered.move.to, answered.waits === null ? 'GOES_ON' : 'WAITS'] : [];
    };
    expect(afterOutcome(claimed, { kind: 'APPLIED', value }, times)).toEqual({ kind: 'DONE', value });
    expect(afterOutcome(claimed, { kind: 'ALREADY', value }, times)).toEqual({ kind: 'DONE', value });
    expect(after('NOT_DONE', 'RATE_LIMITED')).toEqual(['RETRY', 'WAITS']);
    expect(after('NOT_DONE', 'REMOTE_UNAVAILABLE')).toEqual(['RETRY', 'WAITS']);
    expect(after('REJECTED', 'AUTH_INVALID')).toEqual(['PENDING', 'WAITS']);
    expect(after('REJECTED', 'VALIDATION')).toEqual(['REJECTED', 'GOES_ON']);
    expect(after('REJECTED', 'INTERNAL')).toEqual(['RETRY', 'GOES_ON']);
    expect(after('UNKNOWN', 'OUTCOME_UNKNOWN')).toEqual(['UNKNOWN', 'GOES_ON']);
  });

  test('S1.4 a contact that fails by itself again and again is given up', () => {
    const internal = atsError('INTERNAL', 'A fault.');
    expect(afterError({ failures: mostFailures - 1 }, internal, times).move.to).toBe('REJECTED');
  });

  test('an ATS that asks for an hour is not waited for so long', () => {
    const error = atsError('RATE_LIMITED', 'Slow down.', { retryAfterMs: 3_600_000 });
    expect(afterError(claimed, error, times).move.retryInMs).toBe(times.longestMs);
  });
});

describe('a late answer', () => {
  const made = candidate('c9', sentAt);
  const lateDone = asEvidence({ kind: 'APPLIED', value: made }, sentAt);
  const lateRefusal = asEvidence({ kind: 'REJECTED', error: atsError('VALIDATION', 'No.') }, sentAt);

  test('that it was done settles the intent in whosever hands it is, and nothing is sent', () => {
    for (const intent of [claimed, unknown]) {
      const step = next({
        intent: { ...intent, lateAnswer: lateDone } as IntentInHand<CandidateRef>,
        look: { kind: 'NOT_YET' },
      });
      expect(step).toMatchObject({ move: { to: 'DONE' }, keep: [{ candidate: made, origin: 'CREATED' }] });
    }
  });

  test('that it was refused settles the send that it is about, and no other', () => {
    const refused = { ...unknown, lateAnswer: lateRefusal } as IntentInHand<CandidateRef>;
    expect(next({ intent: refused })).toMatchObject({ move: { to: 'REJECTED', error: { code: 'VALIDATION' } } });
    expect(next({ intent: { ...refused, sentAt: addedAt } })).toMatchObject({ move: { to: 'UNKNOWN' } });
    expect(next({ intent: { ...refused, state: 'CLAIMED' } })).toEqual({ kind: 'SEND' });
  });

  test('that says nothing is not kept', () => {
    expect(asEvidence({ kind: 'UNKNOWN', error: atsError('OUTCOME_UNKNOWN', 'Reset.') }, sentAt)).toBeNull();
  });
});

describe('an application', () => {
  const target = { candidateRemoteId: 'c1', jobRemoteId: 'j1' };

  test('S3.3 is sent with both of its ends', () => {
    expect(nextForApplication({ intent: claimed, target }, times)).toEqual({ kind: 'SEND', target });
  });

  test('T14 is sent again only after the quarantine: a send reads first', () => {
    expect(nextForApplication({ intent: unknown, target }, times)).toMatchObject({ move: { to: 'UNKNOWN' } });
    const over = { ...unknown, unknownForMs: 30_000 };
    expect(nextForApplication({ intent: over, target }, times)).toMatchObject({ move: { to: 'PENDING' } });
  });

  test('without a candidate it is not tried for ever', () => {
    const intent = { ...claimed, failures: mostFailures - 1 };
    expect(nextForApplication({ intent, target: null }, times)).toMatchObject({ move: { to: 'REJECTED' } });
  });
});
