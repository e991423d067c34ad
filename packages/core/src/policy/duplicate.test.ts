import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { added, after, candidate, factsOf, outcomeOf } from '../../test/policy-facts.ts';
import { decide } from './decide.ts';
import { type DuplicateDecision, type DuplicateFacts, decideDuplicate } from './duplicate.ts';
import { onDuplicates } from './facts.ts';

const addedAt = new Date('2026-03-01T09:00:00.000Z');
const earlier = candidate('earlier', new Date('2026-03-01T08:59:59.999Z'));
const sameMoment = candidate('same', addedAt);
const later = candidate('later', new Date('2026-03-01T09:00:00.001Z'));

const several: DuplicateDecision = { kind: 'AMBIGUOUS', candidates: [earlier, later] };
const hold = { deduplication: true, onDuplicate: 'HOLD', addedAt, createdByUs: [] } as const;
const warn = { deduplication: true, onDuplicate: 'WARN', addedAt, createdByUs: [] } as const;
const off = { deduplication: false, onDuplicate: 'HOLD', addedAt, createdByUs: [] } as const;

function linked(found: ReturnType<typeof candidate>, mark: 'MARKED' | 'UNMARKED'): DuplicateDecision {
  return { kind: 'LINK', candidate: found, mark };
}

describe('decideDuplicate', () => {
  test.each<[string, DuplicateFacts, DuplicateDecision]>([
    ['S6.3 nobody there: create', { ...hold, found: [] }, { kind: 'CREATE' }],
    ['S6.1 an earlier one is held', { ...hold, found: [earlier] }, { kind: 'HOLD', candidate: earlier }],
    ['S6.1 an earlier one is marked and linked', { ...warn, found: [earlier] }, linked(earlier, 'MARKED')],
    ['S6.1 a later one is not held', { ...hold, found: [later] }, linked(later, 'UNMARKED')],
    ['S6.1 a later one is not marked', { ...warn, found: [later] }, linked(later, 'UNMARKED')],
    ['S6.1 one of the same moment is not earlier', { ...warn, found: [sameMoment] }, linked(sameMoment, 'UNMARKED')],
    ['S6.2 off: no mark', { ...off, found: [earlier] }, linked(earlier, 'UNMARKED')],
    ['S6.2 off and nobody there: create', { ...off, found: [] }, { kind: 'CREATE' }],
    ['S6.7 several: a person chooses', { ...warn, found: [earlier, later] }, several],
    [
      'S6.5 one that we made is no duplicate',
      { ...hold, found: [earlier], createdByUs: ['earlier'] },
      linked(earlier, 'UNMARKED'),
    ],
    ['S6.8 nobody looked: nothing is created', { ...hold, found: 'NOT_KNOWN' }, { kind: 'LOOK_FIRST' }],
    ['S6.8 nobody looked, and off: nothing is created', { ...off, found: 'NOT_KNOWN' }, { kind: 'LOOK_FIRST' }],
    ['S6.7 several and off: a person chooses', { ...off, found: [earlier, later] }, several],
  ])('%s', (_, given, decision) => {
    expect(decideDuplicate(given)).toEqual(decision);
  });
});

const person = fc
  .record({
    id: fc.uuid(),
    at: fc.date({ min: new Date('2026-02-01'), max: new Date('2026-04-01'), noInvalidDate: true }),
  })
  .map(({ id, at }) => candidate(id, at));
const facts = fc.record({
  deduplication: fc.boolean(),
  onDuplicate: fc.constantFrom(...onDuplicates),
  addedAt: fc.constant(addedAt),
  createdByUs: fc.constant([]),
  found: fc.array(person, { maxLength: 3 }),
});

describe('decideDuplicate, for whatever is found', () => {
  test('S6.3 the same email never makes a second candidate', () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(decideDuplicate(given).kind === 'CREATE').toBe(given.found.length === 0);
      }),
    );
  });

  test('S6.2 off marks and holds nobody', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const decision = decideDuplicate({ ...given, deduplication: false });
        expect(decision.kind).not.toBe('HOLD');
        if (decision.kind === 'LINK') expect(decision.mark).toBe('UNMARKED');
      }),
    );
  });
});

describe('deduplication, as a contact is added', () => {
  const earlierOne = candidate('c-1', new Date('2026-01-01'));

  test('S6.1 an earlier candidate is held, nothing is written', () => {
    expect(outcomeOf(added, { ats: { found: [earlierOne] } })).toBe('HOLD');
  });

  test('S6.1 WARN: marked, but linked and given its application', () => {
    const given = factsOf({ settings: { onDuplicate: 'WARN', defaultJobId: 'job-1' }, ats: { found: [earlierOne] } });
    expect(decide(added, given)).toMatchObject({ kind: 'QUEUE', candidate: 'LINK', mark: earlierOne, jobId: 'job-1' });
  });

  test('S6.2 T6 added while it was off: no mark', () => {
    const given = factsOf({ settings: { deduplication: false }, ats: { found: [earlierOne] } });
    expect(decide(added, given)).toMatchObject({ kind: 'QUEUE', candidate: 'LINK', mark: null });
  });

  test('S6.5 our own candidate in a second sequence: no mark', () => {
    const given = factsOf({ ats: { linkedTo: 'c-1', found: [earlierOne] } });
    expect(decide(added, given)).toMatchObject({ kind: 'QUEUE', candidate: 'LINKED', mark: null });
  });

  test('S6.6 the mark comes when the contact is added, in ON_REPLY too', () => {
    const onReply = { settings: { mode: 'ON_REPLY' }, ats: { found: [earlierOne] } } as const;
    expect(outcomeOf(added, onReply)).toBe('HOLD');
    const warn = factsOf({ ...onReply, settings: { mode: 'ON_REPLY', onDuplicate: 'WARN' } });
    expect(decide(added, warn)).toMatchObject({ kind: 'LEAVE', reason: 'WAITING_FOR_REPLY', mark: earlierOne });
    expect(decide(added, factsOf({ ...onReply, ats: { found: [] } }))).toMatchObject({ kind: 'LEAVE', mark: null });
  });

  test('S6.7 a held one that a person linked is asked about again, the link kept', () => {
    const trigger = { kind: 'LINKED', remoteId: 'c-1' } as const;
    const found = [earlierOne, candidate('c-2', after)];
    expect(decide(trigger, factsOf({ ats: { found } }))).toMatchObject({ kind: 'QUEUE', candidate: 'LINKED' });
    expect(outcomeOf(trigger, { settings: { mode: 'ON_REPLY' }, ats: { found } })).toBe('WAITING_FOR_REPLY');
    expect(outcomeOf(trigger, { enrollment: { addedAt: new Date(0) }, ats: { found } })).toBe('QUEUE');
  });

  test('S6.7 several candidates: the choice is a person’s', () => {
    expect(outcomeOf(added, { ats: { found: [earlierOne, candidate('c-2', after)] } })).toBe('ASK');
  });

  test('S6.8 a check that failed is not "no duplicate"', () => {
    expect(decide(added, factsOf({}))).toMatchObject({ kind: 'QUEUE', candidate: 'LOOK_FIRST' });
  });
});
