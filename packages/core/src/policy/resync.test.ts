import { describe, expect, test } from 'vitest';
import {
  after,
  byName,
  type Case,
  candidate,
  factsOf,
  inState,
  later,
  left,
  outcomeOf,
  resync,
} from '../../test/policy-facts.ts';
import { decide } from './decide.ts';
import type { Override, Trigger } from './facts.ts';
import { effectOfChange, forecast } from './preview.ts';

function overriding(...overrides: Override[]): Trigger {
  return { kind: 'RESYNC', selection: 'BULK', overrides };
}

type Row = readonly [rule: string, trigger: Trigger, given: Case, outcome: string];
const gone = inState({ state: 'FAILED', code: 'CANDIDATE_GONE' });
const off = { settings: { mode: 'OFF' } } as const;
const onReply = { settings: { mode: 'ON_REPLY' } } as const;

const table: readonly Row[] = [
  ['S5.1 one that was left', resync, { sync: left('SYNC_OFF') }, 'QUEUE'],
  [
    'S5.1 one that was added before the connection',
    resync,
    { sync: left('ADDED_BEFORE_CONNECTION'), enrollment: { addedAt: new Date(0) } },
    'QUEUE',
  ],
  ['S5.2 one that has synced', resync, { sync: inState({ state: 'SYNCED' }) }, 'ALREADY_SYNCED'],
  ['S5.2 one that has synced, by name', byName, { sync: inState({ state: 'SYNCED' }) }, 'ALREADY_SYNCED'],
  ['S5.3 the account is off', resync, { ...off, sync: left('SYNC_OFF') }, 'SYNC_OFF'],
  ['S5.3 the account is off, by name', byName, { ...off, sync: left('SYNC_OFF') }, 'SYNC_OFF'],
  [
    'S5.3 the sequence is off',
    resync,
    { sequence: { syncEnabled: false }, sync: left('CANCELLED') },
    'SEQUENCE_SYNC_OFF',
  ],
  ['S5.3 no reply yet', resync, { ...onReply, sync: left('WAITING_FOR_REPLY') }, 'WAITING_FOR_REPLY'],
  ['S5.3 a reply, whenever', resync, { ...onReply, enrollment: { addedAt: after, repliedAt: later } }, 'QUEUE'],
  ['S5.3 the mode overridden', overriding('MODE'), { ...off, sync: left('SYNC_OFF') }, 'QUEUE'],
  ['S5.3 the switch overridden', overriding('SEQUENCE_SWITCH'), { sequence: { syncEnabled: false } }, 'QUEUE'],
  ['S5.3 the wait overridden', overriding('REPLY_WAIT'), onReply, 'QUEUE'],
  [
    'S5.3 one override is not another',
    overriding('MODE', 'REPLY_WAIT'),
    { sequence: { syncEnabled: false } },
    'SEQUENCE_SYNC_OFF',
  ],
  [
    'S5.3 no override gives an email',
    overriding('MODE', 'SEQUENCE_SWITCH', 'REPLY_WAIT'),
    { email: null },
    'MISSING_EMAIL',
  ],
  ['S5.4 one that failed', resync, { sync: inState({ state: 'FAILED', code: 'VALIDATION' }) }, 'QUEUE'],
  ['S5.4 one that exists', resync, { sync: inState({ state: 'EXISTS' }) }, 'QUEUE'],
  ['S5.4 a dismissed one, in bulk', resync, { sync: left('DISMISSED') }, 'SET_ASIDE'],
  ['S5.4 a dismissed one, by name', byName, { sync: left('DISMISSED') }, 'QUEUE'],
  ['S5.4 one that is gone from the ATS, in bulk', resync, { sync: gone }, 'SET_ASIDE'],
  ['S5.4 one that is gone from the ATS, by name', byName, { sync: gone }, 'QUEUE'],
  ['S5.6 one that another run has queued', resync, { sync: inState({ state: 'QUEUED' }) }, 'UNDER_WAY'],
  ['S5.6 one that is being sent', byName, { sync: inState({ state: 'SYNCING' }) }, 'UNDER_WAY'],
  ['T10 one that was deleted in the ATS', resync, { sync: gone }, 'SET_ASIDE'],
];

describe('whom a resync takes', () => {
  test.for(table)('%s', ([, trigger, given, outcome]) => {
    expect(outcomeOf(trigger, given)).toBe(outcome);
  });

  test('T13 a run keeps its own settings: it is asked with those it started with', () => {
    const whenStarted = factsOf({ sync: left('CANCELLED') });
    const changed = { ...whenStarted, settings: { ...whenStarted.settings, mode: 'OFF' as const } };
    expect(decide(resync, whenStarted).kind).toBe('QUEUE');
    expect(decide(resync, changed).kind).toBe('LEAVE');
  });
});

describe('S5.5 the preview of a resync', () => {
  const earlier = candidate('c-1', new Date('2026-01-01'));
  test.each<[string, Case, string]>([
    ['nobody there: created', { ats: { found: [] } }, 'CREATED'],
    ['a later candidate: linked', { ats: { found: [candidate('c-1', later)] } }, 'LINKED'],
    ['our own candidate: linked', { ats: { linkedTo: 'c-1' } }, 'LINKED'],
    ['an earlier candidate: held', { ats: { found: [earlier] } }, 'HELD'],
    [
      'an earlier candidate under WARN: linked',
      { settings: { onDuplicate: 'WARN' }, ats: { found: [earlier] } },
      'LINKED',
    ],
    ['two candidates: a person chooses', { ats: { found: [earlier, candidate('c-2', later)] } }, 'AMBIGUOUS'],
    ['the index is not complete: looked up', {}, 'LOOKED_UP'],
  ])('%s', (_, given, outcome) => {
    expect(forecast(decide(resync, factsOf(given)))).toEqual({ outcome, because: null });
  });

  test('who is skipped is counted by reason', () => {
    expect(forecast(decide(resync, factsOf(off)))).toEqual({ outcome: 'SKIPPED', because: 'SYNC_OFF' });
    const synced = factsOf({ sync: inState({ state: 'SYNCED' }) });
    expect(forecast(decide(resync, synced))).toEqual({ outcome: 'SKIPPED', because: 'ALREADY_SYNCED' });
  });
});

describe('S2.4 the preview of a change of settings', () => {
  const waiting = { sync: left('WAITING_FOR_REPLY') };

  test('nobody is synced by it; who waits for a reply still does', () => {
    const change = { before: factsOf({ ...onReply, ...waiting }), after: factsOf(waiting) };
    expect(effectOfChange(change)).toEqual({ now: 'NOTHING', onReply: 'SAME', onResync: 'WOULD_SYNC' });
  });

  test('switching off is felt at the next reply and by a resync', () => {
    const replied = { enrollment: { addedAt: after, repliedAt: later } };
    const change = {
      before: factsOf({ ...onReply, ...replied, ...waiting }),
      after: factsOf({ ...off, ...replied, ...waiting }),
    };
    expect(effectOfChange(change)).toMatchObject({ onReply: 'WOULD_NOT_SYNC', onResync: 'WOULD_NOT_SYNC' });
  });

  test('another default job changes the job, not whether', () => {
    const settings = { defaultJobId: 'job-2' };
    expect(effectOfChange({ before: factsOf(waiting), after: factsOf({ ...waiting, settings }) })).toMatchObject({
      onReply: 'OTHER_JOB',
    });
  });
});
