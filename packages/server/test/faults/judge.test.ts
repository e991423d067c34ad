import type { JournalEntry } from '@handoff/ats-ashby/emulator';
import { expect, test } from 'vitest';
import { type Evidence, faultsFound } from './judge.ts';

const standing = { email: 'a@x.example', of: 'HAND_OVER', code: null } as const;
const clean: Evidence = {
  journal: [
    did('candidate.create', 'c1', { email: 'a@x.example' }),
    did('application.create', 'p1', { candidateId: 'c1', jobId: 'j1' }),
    did('candidate.addEmailMessage', 'm1', { candidateId: 'c1', subject: 'Hello' }),
  ],
  acknowledged: [{ email: 'a@x.example', wants: 'CANDIDATE_AND_APPLICATION', messages: ['Hello'] }],
  standing: [{ ...standing, state: 'SYNCED' }],
  before: new Map(),
};

function did(operation: string, id: string, request: object): JournalEntry {
  return {
    at: '2026-11-24T10:00:00.000Z',
    operation,
    key: 'abcd',
    request,
    outcome: { status: 200, success: true, id },
  };
}

function without(operation: string): readonly JournalEntry[] {
  return clean.journal.filter((entry) => entry.operation !== operation);
}

test('the judge finds no fault where there is none', () => {
  expect(faultsFound(clean)).toEqual([]);
});

test.for<[string, Partial<Evidence>, string]>([
  [
    'a candidate made twice',
    { journal: [...clean.journal, did('candidate.create', 'c2', { email: 'a@x.example' })] },
    '2 times: candidate a@x.example',
  ],
  ['a candidate who was there before', { before: new Map([['c0', 'a@x.example']]) }, '2 times: candidate a@x.example'],
  [
    'an application made twice',
    { journal: [...clean.journal, did('application.create', 'p2', { candidateId: 'c1', jobId: 'j1' })] },
    '2 times: application a@x.example for j1',
  ],
  [
    'a message written twice',
    { journal: [...clean.journal, did('candidate.addEmailMessage', 'm2', { candidateId: 'c1', subject: 'Hello' })] },
    '2 times: message "Hello" to a@x.example',
  ],
  ['somebody lost', { journal: [] }, 'lost: a@x.example is no candidate'],
  ['an application lost', { journal: without('application.create') }, 'lost: a@x.example has no application'],
  ['a message lost', { journal: without('candidate.addEmailMessage') }, 'lost: the message "Hello" to a@x.example'],
  [
    'somebody stuck',
    { standing: [{ ...standing, state: 'SYNCING' }] },
    'not settled: HAND_OVER of a@x.example is SYNCING',
  ],
  [
    'somebody who failed',
    { standing: [{ ...standing, state: 'FAILED', code: 'VALIDATION' }] },
    'not settled: HAND_OVER of a@x.example is FAILED, VALIDATION',
  ],
])('the judge finds %s', ([, change, fault]) => {
  expect(faultsFound({ ...clean, ...change })).toEqual([fault]);
});
