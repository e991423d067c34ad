import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Reason, reasons } from '../sync/state.ts';
import { decide } from './decide.ts';
import { type Facts, jobSelections, type Mode, modes, type Trigger } from './facts.ts';

const connectedAt = new Date('2026-03-01T09:00:00.000Z');
const before = new Date('2026-03-01T08:59:59.999Z');
const after = new Date('2026-03-02T09:00:00.000Z');

type Situation = {
  readonly mode?: Mode;
  readonly sequence?: 'ON' | 'OFF';
  readonly addedAt?: Date;
  readonly repliedAt?: Date | null;
  readonly email?: string | null;
  readonly trigger?: Trigger;
};

function factsOf(situation: Situation): Facts {
  const { mode = 'ON_ADDED', sequence = 'ON', addedAt = after, repliedAt = null, email = 'a@b.example' } = situation;
  return {
    settings: { connectedAt, mode, defaultJobId: null },
    sequence: { syncEnabled: sequence === 'ON', jobSelection: 'INHERIT', jobId: null },
    enrollment: { addedAt, repliedAt },
    contact: { email },
  };
}

/** What is decided, in one word: the reason, or QUEUE. */
function outcomeOf(situation: Situation) {
  const decision = decide(situation.trigger ?? 'ADDED', factsOf(situation));
  return decision.kind === 'QUEUE' ? 'QUEUE' : decision.reason;
}

type Row = readonly [rule: string, situation: Situation, outcome: Reason | 'QUEUE'];

/** Two and more reasons at once: the first of the order is shown. */
const table: readonly Row[] = [
  ['S1.5 added a moment before the connection', { addedAt: before }, 'ADDED_BEFORE_CONNECTION'],
  ['S1.5 added at the moment of the connection', { addedAt: connectedAt }, 'QUEUE'],
  [
    'S1.5 added before, replied after',
    { addedAt: before, repliedAt: after, trigger: 'REPLIED' },
    'ADDED_BEFORE_CONNECTION',
  ],
  [
    'S1.5 before the connection comes first',
    { addedAt: before, mode: 'OFF', sequence: 'OFF', email: null },
    'ADDED_BEFORE_CONNECTION',
  ],
  ['S2.1 OFF when added', { mode: 'OFF' }, 'SYNC_OFF'],
  ['S2.1 OFF when they reply', { mode: 'OFF', repliedAt: after, trigger: 'REPLIED' }, 'SYNC_OFF'],
  ['S2.2 ON_ADDED when added', { mode: 'ON_ADDED' }, 'QUEUE'],
  ['S2.2 ON_ADDED when they reply', { mode: 'ON_ADDED', repliedAt: after, trigger: 'REPLIED' }, 'QUEUE'],
  ['S2.3 ON_REPLY when added', { mode: 'ON_REPLY' }, 'WAITING_FOR_REPLY'],
  ['S2.3 ON_REPLY when they reply', { mode: 'ON_REPLY', repliedAt: after, trigger: 'REPLIED' }, 'QUEUE'],
  ['S2.3 ON_REPLY when added after their reply was told', { mode: 'ON_REPLY', repliedAt: after }, 'QUEUE'],
  ['S4.1 sequence off in ON_ADDED', { sequence: 'OFF' }, 'SEQUENCE_SYNC_OFF'],
  ['S4.1 sequence off in ON_REPLY', { mode: 'ON_REPLY', sequence: 'OFF' }, 'SEQUENCE_SYNC_OFF'],
  [
    'S4.2 sequence off at the reply',
    { mode: 'ON_REPLY', sequence: 'OFF', repliedAt: after, trigger: 'REPLIED' },
    'SEQUENCE_SYNC_OFF',
  ],
  ['S4.3 sequence on, account off', { mode: 'OFF', sequence: 'ON' }, 'SYNC_OFF'],
  ['S4.3 both off', { mode: 'OFF', sequence: 'OFF' }, 'SYNC_OFF'],
  ['S6.4 no email', { email: null }, 'MISSING_EMAIL'],
  ['S6.4 no email comes before waiting', { email: null, mode: 'ON_REPLY' }, 'MISSING_EMAIL'],
  ['S6.4 no email comes after the switches', { email: null, sequence: 'OFF' }, 'SEQUENCE_SYNC_OFF'],
];

describe('decide', () => {
  test.each(table)('%s', (_, situation, outcome) => {
    expect(outcomeOf(situation)).toBe(outcome);
  });

  test('S3.3 what is queued carries its job, and the step that chose it', () => {
    const sequence = { syncEnabled: true, jobSelection: 'JOB', jobId: 'job-1' } as const;
    const facts = { ...factsOf({}), sequence };
    expect(decide('ADDED', facts)).toMatchObject({ kind: 'QUEUE', jobId: 'job-1' });
    expect(decide('ADDED', facts).explanation.at(-1)).toMatchObject({ rule: 'S3.2', outcome: 'CHOSEN' });
  });

  test('the explanation names the rules that were asked, up to the one that stopped', () => {
    const { explanation } = decide('ADDED', factsOf({ sequence: 'OFF' }));
    expect(explanation.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['S1.5', 'PASSED'],
      ['S2.1', 'PASSED'],
      ['S4.1', 'STOPPED'],
    ]);
  });
});

const moment = fc.date({ min: new Date('2026-02-01'), max: new Date('2026-04-01'), noInvalidDate: true });
const trigger = fc.constantFrom<Trigger>('ADDED', 'REPLIED');
const facts: fc.Arbitrary<Facts> = fc.record({
  settings: fc.record({
    connectedAt: fc.oneof(moment, fc.constant(connectedAt)),
    mode: fc.constantFrom(...modes),
    defaultJobId: fc.option(fc.uuid()),
  }),
  sequence: fc.record({
    syncEnabled: fc.boolean(),
    jobSelection: fc.constantFrom(...jobSelections),
    jobId: fc.option(fc.uuid()),
  }),
  enrollment: fc.record({ addedAt: fc.oneof(moment, fc.constant(connectedAt)), repliedAt: fc.option(moment) }),
  contact: fc.record({ email: fc.option(fc.emailAddress()) }),
});

/** Each reason as the rules say it, written a second time: which of them hold here? */
function holding(cause: Trigger, { settings, sequence, enrollment, contact }: Facts): Reason[] {
  const holds: Partial<Record<Reason, boolean>> = {
    ADDED_BEFORE_CONNECTION: enrollment.addedAt.getTime() < settings.connectedAt.getTime(),
    SYNC_OFF: settings.mode === 'OFF',
    SEQUENCE_SYNC_OFF: sequence.syncEnabled === false,
    MISSING_EMAIL: contact.email === null,
    WAITING_FOR_REPLY: settings.mode === 'ON_REPLY' && cause !== 'REPLIED' && enrollment.repliedAt === null,
  };
  return (Object.keys(reasons) as Reason[]).filter((reason) => holds[reason]);
}

describe('decide, for whatever facts', () => {
  test('the first reason that holds, in the order of the states, is the one shown; QUEUE where none holds', () => {
    fc.assert(
      fc.property(trigger, facts, (cause, given) => {
        const decision = decide(cause, given);
        const [first] = holding(cause, given);
        expect(decision.kind === 'QUEUE' ? undefined : decision.reason).toBe(first);
      }),
    );
  });

  test('S4.3 off wins: nothing else switches on what the account or the sequence switched off', () => {
    fc.assert(
      fc.property(trigger, facts, fc.constantFrom('ACCOUNT', 'SEQUENCE'), (cause, given, which) => {
        const settings = which === 'ACCOUNT' ? { ...given.settings, mode: 'OFF' as const } : given.settings;
        const sequence = which === 'SEQUENCE' ? { ...given.sequence, syncEnabled: false } : given.sequence;
        expect(decide(cause, { ...given, settings, sequence }).kind).toBe('LEAVE');
      }),
    );
  });

  test('S6.4 what has no email is never queued', () => {
    fc.assert(
      fc.property(trigger, facts, (cause, given) => {
        expect(decide(cause, { ...given, contact: { email: null } }).kind).toBe('LEAVE');
      }),
    );
  });

  test('S2.3 a reply never turns a hand-over into none', () => {
    fc.assert(
      fc.property(facts, (given) => {
        fc.pre(decide('ADDED', given).kind === 'QUEUE');
        expect(decide('REPLIED', given)).toEqual(decide('ADDED', given));
      }),
    );
  });

  test('exactly the last step ends it: stopped for what is left, chosen for what is queued', () => {
    fc.assert(
      fc.property(trigger, facts, (cause, given) => {
        const { kind, explanation } = decide(cause, given);
        const [last, ...earlier] = explanation.toReversed();
        expect(last?.outcome).toBe(kind === 'QUEUE' ? 'CHOSEN' : 'STOPPED');
        expect(earlier.every(({ outcome }) => outcome === 'PASSED')).toBe(true);
      }),
    );
  });
});
