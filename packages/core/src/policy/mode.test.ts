import { describe, expect, test } from 'vitest';
import {
  added,
  after,
  before,
  type Case,
  connectedAt,
  inState,
  later,
  left,
  outcomeOf,
  replied,
  resync,
} from '../../test/policy-facts.ts';
import type { Trigger } from './facts.ts';

type Row = readonly [rule: string, trigger: Trigger, given: Case, outcome: string];

const off = { settings: { mode: 'OFF' } } as const;
const onReply = { settings: { mode: 'ON_REPLY' } } as const;
const sequenceOff = { sequence: { syncEnabled: false } } as const;
const hasReplied = { enrollment: { addedAt: after, repliedAt: later } } as const;
const waiting = left('WAITING_FOR_REPLY');

/** Where several reasons hold at once, the first of the order is shown. */
const table: readonly Row[] = [
  ['S1.5 added a moment before the connection', added, { enrollment: { addedAt: before } }, 'ADDED_BEFORE_CONNECTION'],
  ['S1.5 added at the moment of the connection', added, { enrollment: { addedAt: connectedAt } }, 'QUEUE'],
  [
    'S1.5 before the connection comes first',
    added,
    { ...off, ...sequenceOff, enrollment: { addedAt: before }, email: null },
    'ADDED_BEFORE_CONNECTION',
  ],
  ['S2.1 OFF when added', added, off, 'SYNC_OFF'],
  ['S2.1 OFF at the reply of one who waited', replied, { ...off, ...hasReplied, sync: waiting }, 'SYNC_OFF'],
  ['S2.2 ON_ADDED when added', added, {}, 'QUEUE'],
  ['S2.3 ON_REPLY when added', added, onReply, 'WAITING_FOR_REPLY'],
  ['S2.3 ON_REPLY when they reply', replied, { ...onReply, ...hasReplied, sync: waiting }, 'QUEUE'],
  ['S2.3 ON_REPLY when added after their reply was told', added, { ...onReply, ...hasReplied }, 'QUEUE'],
  ['S2.3 a second reply', replied, { ...onReply, ...hasReplied, sync: inState({ state: 'SYNCED' }) }, 'NOT_WAITING'],
  ['S2.4 ON_ADDED at the reply of one who waited', replied, { ...hasReplied, sync: waiting }, 'QUEUE'],
  ['S2.4 a reply of one who was left while off', replied, { ...hasReplied, sync: left('SYNC_OFF') }, 'NOT_WAITING'],
  ['S2.5 OFF, as a new integration is', added, { settings: { mode: 'OFF' } }, 'SYNC_OFF'],
  ['S4.1 sequence off in ON_ADDED', added, sequenceOff, 'SEQUENCE_SYNC_OFF'],
  ['S4.1 sequence off in ON_REPLY', added, { ...onReply, ...sequenceOff }, 'SEQUENCE_SYNC_OFF'],
  [
    'S4.2 sequence off at the reply',
    replied,
    { ...onReply, ...sequenceOff, ...hasReplied, sync: waiting },
    'SEQUENCE_SYNC_OFF',
  ],
  [
    'S4.2 a reply of one who was left while the sequence was off',
    replied,
    { ...onReply, ...hasReplied, sync: left('SEQUENCE_SYNC_OFF') },
    'NOT_WAITING',
  ],
  ['S4.3 sequence on, account off', added, off, 'SYNC_OFF'],
  ['S4.3 both off', added, { ...off, ...sequenceOff }, 'SYNC_OFF'],
  ['S6.4 no email', added, { email: null }, 'MISSING_EMAIL'],
  ['S6.4 no email comes before waiting', added, { ...onReply, email: null }, 'MISSING_EMAIL'],
  ['S6.4 no email comes after the switches', added, { ...sequenceOff, email: null }, 'SEQUENCE_SYNC_OFF'],
];

describe('when a contact syncs', () => {
  test.for(table)('%s', ([, trigger, given, outcome]) => {
    expect(outcomeOf(trigger, given)).toBe(outcome);
  });
});

describe('the traps of order', () => {
  test('T2 synced, then the sequence is switched off: it stays in the ATS', () => {
    const synced = { ...sequenceOff, sync: inState({ state: 'SYNCED' }) };
    expect(outcomeOf(replied, { ...synced, ...hasReplied })).toBe('NOT_WAITING');
    expect(outcomeOf(resync, synced)).toBe('ALREADY_SYNCED');
  });

  test('T3 added while the sequence was off, then switched on: not sent by a reply; resync sends it', () => {
    const skipped = { ...onReply, ...hasReplied, sync: left('SEQUENCE_SYNC_OFF') };
    expect(outcomeOf(replied, skipped)).toBe('NOT_WAITING');
    expect(outcomeOf(resync, skipped)).toBe('QUEUE');
  });

  test('T4 added, then connected: not sent; resync sends it', () => {
    const old = { enrollment: { addedAt: before, repliedAt: null } };
    expect(outcomeOf(added, old)).toBe('ADDED_BEFORE_CONNECTION');
    expect(outcomeOf(replied, { ...old, sync: left('ADDED_BEFORE_CONNECTION') })).toBe('NOT_WAITING');
    expect(outcomeOf(resync, { ...old, sync: left('ADDED_BEFORE_CONNECTION') })).toBe('QUEUE');
  });

  test('T7 mode off when added, then ON_ADDED: not sent; resync sends it', () => {
    expect(outcomeOf(added, off)).toBe('SYNC_OFF');
    expect(outcomeOf(replied, { ...hasReplied, sync: left('SYNC_OFF') })).toBe('NOT_WAITING');
    expect(outcomeOf(resync, { sync: left('SYNC_OFF') })).toBe('QUEUE');
  });

  test('T8 replied, then ON_REPLY: not sent by itself; resync counts the past reply', () => {
    expect(outcomeOf(resync, { ...onReply, ...hasReplied, sync: left('SYNC_OFF') })).toBe('QUEUE');
    expect(outcomeOf(resync, { ...onReply, sync: left('SYNC_OFF') })).toBe('WAITING_FOR_REPLY');
  });

  test('T9 synced, then the contact is edited: nothing that happens touches the ATS again', () => {
    const edited = { email: 'new@b.example', sync: inState({ state: 'SYNCED' }) };
    expect(outcomeOf(resync, edited)).toBe('ALREADY_SYNCED');
    expect(outcomeOf(replied, { ...edited, ...hasReplied })).toBe('NOT_WAITING');
  });
});
