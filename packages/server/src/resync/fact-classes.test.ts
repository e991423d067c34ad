import { decide, type Facts, jobSelections, modes, nothingKnown, type SyncState } from '@handoff/core';
import { expect, test } from 'vitest';
import { type FactClass, factsOf } from './fact-classes.ts';

const connectedAt = new Date('2026-03-01T09:00:00.000Z');
const moments = [new Date('2026-02-01'), connectedAt, new Date('2026-04-01')];
const states: readonly SyncState[] = [
  { state: 'NOT_SYNCED', reason: 'ADDED_BEFORE_CONNECTION' },
  { state: 'NOT_SYNCED', reason: 'DISMISSED' },
  { state: 'QUEUED' },
  { state: 'SYNCED' },
  { state: 'EXISTS' },
  { state: 'FAILED', code: 'CANDIDATE_GONE' },
  { state: 'FAILED', code: 'VALIDATION' },
];

const moment = moments.flatMap((addedAt) => [null, ...moments].map((repliedAt) => ({ addedAt, repliedAt })));

/** Every kind of facts there is, each with values that a class does not keep. */
function everyFacts(): readonly Facts[] {
  const begin: Facts = {
    settings: { connectedAt, mode: 'OFF', defaultJobId: 'default', deduplication: true, onDuplicate: 'HOLD' },
    sequence: { syncEnabled: true, jobSelection: 'INHERIT', jobId: null },
    enrollment: { addedAt: connectedAt, repliedAt: null },
    contact: { email: null },
    sync: null,
    ats: nothingKnown,
  };
  return [begin]
    .flatMap((facts) => modes.map((mode) => ({ ...facts, settings: { ...facts.settings, mode } })))
    .flatMap((facts) =>
      jobSelections.map((jobSelection) => ({ ...facts, sequence: { ...facts.sequence, jobSelection } })),
    )
    .flatMap((facts) =>
      [true, false].map((syncEnabled) => ({ ...facts, sequence: { ...facts.sequence, syncEnabled } })),
    )
    .flatMap((facts) => states.map((state) => ({ ...facts, sync: { state, jobId: 'some' } })))
    .flatMap((facts) => [null, 'ada@b.example'].map((email) => ({ ...facts, contact: { email } })))
    .flatMap((facts) => [null, 'c-1'].map((linkedTo) => ({ ...facts, ats: { ...facts.ats, linkedTo } })))
    .flatMap((facts) => moment.map((enrollment) => ({ ...facts, enrollment })));
}

/** The class that the statement puts these facts into. */
function classOf({ sequence, sync, contact, enrollment, ats }: Facts): FactClass {
  return {
    factClass: '',
    sequence,
    state: sync?.state ?? { state: 'QUEUED' },
    email: contact.email === null ? 'NONE' : 'GIVEN',
    reply: enrollment.repliedAt === null ? 'NONE' : 'GIVEN',
    link: ats.linkedTo === null ? 'NONE' : 'GIVEN',
    added: enrollment.addedAt < connectedAt ? 'BEFORE_CONNECTION' : 'SINCE',
    count: 1,
  };
}

test.each([
  ['a run of many', { kind: 'RESYNC', selection: 'BULK', overrides: [] }],
  ['a run of those who are named', { kind: 'RESYNC', selection: 'NAMED', overrides: [] }],
  [
    'a run that sets everything aside',
    { kind: 'RESYNC', selection: 'BULK', overrides: ['MODE', 'SEQUENCE_SWITCH', 'REPLY_WAIT'] },
  ],
  ['a reply', { kind: 'REPLIED' }],
] as const)('S5.5 S5.6 for %s the policy says of a class what it says of each in it', (_, trigger) => {
  for (const facts of everyFacts()) {
    const { explanation: _each, ...ofEach } = decide(trigger, facts);
    const { explanation: _class, ...ofClass } = decide(trigger, factsOf(classOf(facts), facts.settings));
    expect(ofClass).toEqual(ofEach);
  }
});
