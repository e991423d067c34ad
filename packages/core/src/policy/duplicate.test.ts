import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CandidateRecord } from '../connector/records.ts';
import { type DuplicateDecision, type DuplicateFacts, decideDuplicate, onDuplicates } from './duplicate.ts';

const addedAt = new Date('2026-03-01T09:00:00.000Z');
const earlier = candidate('earlier', new Date('2026-03-01T08:59:59.999Z'));
const sameMoment = candidate('same', addedAt);
const later = candidate('later', new Date('2026-03-01T09:00:00.001Z'));

function candidate(remoteId: string, createdAt: Date): CandidateRecord {
  return { remoteId, url: null, name: 'Ada', emails: ['ada@b.example'], createdAt };
}

const several: DuplicateDecision = { kind: 'AMBIGUOUS', candidates: [earlier, later] };
const hold = { deduplication: true, onDuplicate: 'HOLD', addedAt } as const;
const warn = { deduplication: true, onDuplicate: 'WARN', addedAt } as const;
const off = { deduplication: false, onDuplicate: 'HOLD', addedAt } as const;

function linked(found: CandidateRecord, mark: 'MARKED' | 'UNMARKED'): DuplicateDecision {
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
