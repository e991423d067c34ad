import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFacts, anyTrigger, factsOf, inState, left, outcomeOf, wordOf } from '../../test/policy-facts.ts';
import { type Reason, reasons } from '../sync/state.ts';
import { decide, rules } from './decide.ts';
import type { Facts, Trigger } from './facts.ts';

/** Each reason as the rules say it, written a second time: which of them hold here? */
function holding(trigger: Trigger, { settings, sequence, enrollment, contact }: Facts): Reason[] {
  const sets = (what: string) => trigger.kind === 'RESYNC' && trigger.overrides.some((override) => override === what);
  const holds: Partial<Record<Reason, boolean>> = {
    ADDED_BEFORE_CONNECTION:
      (trigger.kind === 'ADDED' || trigger.kind === 'REPLIED') &&
      enrollment.addedAt.getTime() < settings.connectedAt.getTime(),
    SYNC_OFF: settings.mode === 'OFF' && !sets('MODE'),
    SEQUENCE_SYNC_OFF: !sequence.syncEnabled && !sets('SEQUENCE_SWITCH'),
    MISSING_EMAIL: contact.email === null,
    WAITING_FOR_REPLY:
      settings.mode === 'ON_REPLY' &&
      trigger.kind !== 'REPLIED' &&
      enrollment.repliedAt === null &&
      !sets('REPLY_WAIT'),
  };
  return (Object.keys(reasons) as Reason[]).filter((reason) => holds[reason]);
}

const moves = anyTrigger.filter(({ kind }) => kind !== 'ASSIGN_JOB');

describe('decide, for whatever facts', () => {
  test('S2.4 the same facts give the same decision: nothing else is asked', () => {
    fc.assert(
      fc.property(anyTrigger, anyFacts, (trigger, facts) => {
        expect(decide(trigger, structuredClone(facts))).toEqual(decide(trigger, facts));
      }),
    );
  });

  test('the first reason that holds, in the order of the states, is the one shown', () => {
    fc.assert(
      fc.property(moves, anyFacts, (trigger, facts) => {
        const decision = decide(trigger, facts);
        fc.pre(decision.kind === 'LEAVE' || decision.kind === 'QUEUE');
        const [first = 'QUEUE'] = holding(trigger, facts);
        expect(wordOf(decision)).toBe(first);
      }),
    );
  });

  test('S4.3 off wins: nothing but an explicit override gets past what the account or the sequence switched off', () => {
    fc.assert(
      fc.property(anyTrigger, anyFacts, fc.constantFrom('ACCOUNT', 'SEQUENCE'), (trigger, given, which) => {
        fc.pre(trigger.kind !== 'RESYNC' || trigger.overrides.length === 0);
        const settings = which === 'ACCOUNT' ? { ...given.settings, mode: 'OFF' as const } : given.settings;
        const sequence = which === 'SEQUENCE' ? { ...given.sequence, syncEnabled: false } : given.sequence;
        expect(['LEAVE', 'STAY']).toContain(decide(trigger, { ...given, settings, sequence }).kind);
      }),
    );
  });

  test('S5.2 resync never pushes what has synced', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('NAMED' as const, 'BULK' as const), (given, selection) => {
        const sync = { state: { state: 'SYNCED' as const }, jobId: null };
        const trigger = { kind: 'RESYNC', selection, overrides: ['MODE', 'SEQUENCE_SWITCH', 'REPLY_WAIT'] } as const;
        expect(wordOf(decide(trigger, { ...given, sync }))).toBe('ALREADY_SYNCED');
      }),
    );
  });

  test('S6.4 what has no email is never queued, but for a job that is assigned to who is there', () => {
    fc.assert(
      fc.property(moves, anyFacts, (trigger, facts) => {
        expect(decide(trigger, { ...facts, contact: { email: null } }).kind).not.toBe('QUEUE');
      }),
    );
  });

  test('S6.3 nothing is created beside a candidate who was found', () => {
    fc.assert(
      fc.property(anyTrigger, anyFacts, (trigger, facts) => {
        const decision = decide(trigger, facts);
        if (decision.kind === 'QUEUE' && decision.candidate === 'CREATE') expect(facts.ats.found).toEqual([]);
      }),
    );
  });

  test('exactly the last rule that was asked ends it, and an explanation never holds an address', () => {
    fc.assert(
      fc.property(anyTrigger, anyFacts, (trigger, facts) => {
        const { kind, explanation } = decide(trigger, facts);
        const stops = explanation.filter(({ outcome }) => outcome === 'STOPPED').length;
        if (kind === 'QUEUE') expect(stops).toBe(0);
        expect(explanation.at(-1)?.outcome).toBe(kind === 'QUEUE' ? 'CHOSEN' : 'STOPPED');
        if (facts.contact.email !== null) expect(JSON.stringify(explanation)).not.toContain(facts.contact.email);
      }),
    );
  });

  test('every rule can stop, and every one can let pass', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyTrigger, anyFacts, (trigger, facts) => {
        for (const rule of rules.filter(({ on }) => on.includes(trigger.kind))) {
          seen.add(`${rules.indexOf(rule)} ${rule.ask(facts, trigger).step.outcome}`);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(seen.size).toBe(rules.length * 2);
  });
});

describe('S8 the order and the repetition of events', () => {
  type Event = 'ADDED' | 'REPLIED';

  /** The life of one enrollment under settings that stay: what the shell does with each decision. */
  function replay(events: readonly Event[], given: Facts): Facts['sync'] {
    const nothingYet: Facts = { ...given, sync: null, enrollment: { ...given.enrollment, repliedAt: null } };
    return events.reduce(step, nothingYet).sync;
  }

  function step(facts: Facts, event: Event): Facts {
    if (event === 'ADDED') return facts.sync === null ? decided(facts, event) : facts;
    const told = { ...facts, enrollment: { ...facts.enrollment, repliedAt: facts.settings.connectedAt } };
    return facts.sync === null ? told : decided(told, event);
  }

  function decided(facts: Facts, event: Event): Facts {
    const decision = decide({ kind: event }, facts);
    if (decision.kind === 'LEAVE') return { ...facts, sync: left(decision.reason) };
    return decision.kind === 'QUEUE' ? { ...facts, sync: inState({ state: 'QUEUED' }, decision.jobId) } : facts;
  }

  test('S8.1 do not change where an enrollment ends', () => {
    const events = fc.array(fc.constantFrom<Event>('ADDED', 'REPLIED'), { maxLength: 5 });
    fc.assert(
      fc.property(events, anyFacts, (noise, given) => {
        const unknown = { ...given, ats: { linkedTo: null, found: 'NOT_KNOWN' as const, createdByUs: [] } };
        expect(replay([...noise, 'REPLIED', 'ADDED'], unknown)).toEqual(replay(['ADDED', 'REPLIED'], unknown));
      }),
    );
  });
});

describe('explanations', () => {
  test('name the rules that were asked, on which value, from where, up to the one that stopped', () => {
    const { explanation } = decide({ kind: 'ADDED' }, factsOf({ sequence: { syncEnabled: false } }));
    expect(explanation.map(({ rule, outcome, value, source }) => [rule, outcome, value, source])).toEqual([
      ['S1.5', 'PASSED', new Date('2026-03-02T09:00:00.000Z'), 'ENROLLMENT'],
      ['S2.1', 'PASSED', 'ON_ADDED', 'ACCOUNT'],
      ['S4.1', 'STOPPED', false, 'SEQUENCE'],
    ]);
  });

  test('S3.3 what is queued carries its job, and the step that chose it', () => {
    const decision = decide({ kind: 'ADDED' }, factsOf({ sequence: { jobSelection: 'JOB', jobId: 'job-1' } }));
    expect(decision).toMatchObject({ kind: 'QUEUE', jobId: 'job-1' });
    expect(decision.explanation.at(-1)).toMatchObject({ rule: 'S3.2', outcome: 'CHOSEN', value: 'job-1' });
  });

  test('S3.3 without a job the candidate is created all the same', () => {
    expect(outcomeOf({ kind: 'ADDED' }, {})).toBe('QUEUE');
  });
});
