import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorCodes } from '../errors/codes.ts';
import { type IntentState, intentStates } from './intent.ts';
import { type IntentView, project } from './projection.ts';

function view(state: IntentState, code: ErrorCode | null = null): IntentView {
  return { state, code };
}

describe('project, a candidate alone', () => {
  test.each([
    ['PENDING', 'QUEUED'],
    ['RETRY', 'QUEUED'],
    ['CLAIMED', 'SYNCING'],
    ['SENDING', 'SYNCING'],
    ['UNKNOWN', 'SYNCING'],
    ['HELD', 'EXISTS'],
    ['DONE', 'SYNCED'],
  ] as const)('%s is %s', (state, shown) => {
    expect(project([view(state)])).toEqual({ state: shown });
  });

  test('REJECTED is FAILED with its code', () => {
    expect(project([view('REJECTED', 'VALIDATION')])).toEqual({ state: 'FAILED', code: 'VALIDATION' });
  });

  test('REJECTED without a code is a fault of ours', () => {
    expect(project([view('REJECTED')])).toEqual({ state: 'FAILED', code: 'INTERNAL' });
  });
});

describe('project, a candidate and an application', () => {
  test.each([
    ['DONE', 'PENDING', 'QUEUED'],
    ['DONE', 'RETRY', 'QUEUED'],
    ['DONE', 'SENDING', 'SYNCING'],
    ['DONE', 'UNKNOWN', 'SYNCING'],
    ['DONE', 'DONE', 'SYNCED'],
    ['PENDING', 'PENDING', 'QUEUED'],
    ['SENDING', 'CLAIMED', 'SYNCING'],
    ['HELD', 'PENDING', 'EXISTS'],
  ] as const)('%s and %s are %s', (candidate, application, shown) => {
    expect(project([view(candidate), view(application)])).toEqual({ state: shown });
  });

  test('S3.6 the candidate is there and the application was refused: FAILED with the code of the application', () => {
    const shown = project([view('DONE'), view('REJECTED', 'JOB_NOT_OPEN')]);
    expect(shown).toEqual({ state: 'FAILED', code: 'JOB_NOT_OPEN' });
  });

  test.each(['PENDING', 'CANCELLED'] as const)('a refused candidate is FAILED, its application %s', (application) => {
    const shown = project([view('REJECTED', 'VALIDATION'), view(application)]);
    expect(shown).toEqual({ state: 'FAILED', code: 'VALIDATION' });
  });
});

const anyView = fc.record({
  state: fc.constantFrom(...(Object.keys(intentStates) as IntentState[])),
  code: fc.option(fc.constantFrom(...(Object.keys(errorCodes) as ErrorCode[]))),
});
const intents = fc.oneof(fc.tuple(anyView), fc.tuple(anyView, anyView)) as fc.Arbitrary<[IntentView, ...IntentView[]]>;
const open: readonly IntentState[] = [
  'PENDING',
  'CLAIMED',
  'SENDING',
  'UNKNOWN',
  'RETRY',
  'HELD',
  'REJECTED',
  'CANCELLED',
];

describe('project, for whatever intents', () => {
  test('never says SYNCED while an intent is open, held or refused', () => {
    fc.assert(
      fc.property(intents, (given) => {
        fc.pre(given.some(({ state }) => open.includes(state)));
        expect(project(given).state).not.toBe('SYNCED');
      }),
    );
  });

  test('never says FAILED unless one was refused', () => {
    fc.assert(
      fc.property(intents, (given) => {
        fc.pre(given.every(({ state }) => state !== 'REJECTED'));
        expect(project(given).state).not.toBe('FAILED');
      }),
    );
  });

  test('says EXISTS exactly while one is held', () => {
    fc.assert(
      fc.property(intents, (given) => {
        expect(project(given).state === 'EXISTS').toBe(given.some(({ state }) => state === 'HELD'));
      }),
    );
  });
});
