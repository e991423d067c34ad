import { describe, expect, test } from 'vitest';
import { atsError, pausesIntegration } from './ats-error.ts';
import { type ErrorCode, errorCodes } from './codes.ts';

const codes = Object.keys(errorCodes) as ErrorCode[];

describe('the error table', () => {
  test.each(codes)('%s says what it is and what to do, each in a whole sentence', (code) => {
    const { description, remedy } = errorCodes[code];
    for (const text of [description, remedy]) expect(text).toMatch(/^[A-Z].+\.$/);
  });

  test.each(codes)('%s promises that it goes on by itself only where it does', (code) => {
    const { retry, remedy } = errorCodes[code];
    expect(remedy.startsWith('Nothing to do')).toBe(retry === 'BACKOFF' || retry === 'AT_TIME');
  });

  test('has the codes that the rules name', () => {
    const named = ['ACCOUNT_MISMATCH', 'JOB_NOT_OPEN', 'AMBIGUOUS_MATCH', 'CANDIDATE_GONE', 'MISSING_EMAIL'];
    expect(codes).toEqual(expect.arrayContaining(named));
  });
});

describe('pausesIntegration', () => {
  test('S1.4 what a person must mend for the whole integration pauses it, and nothing else does', () => {
    expect(codes.filter((code) => pausesIntegration(atsError(code, 'It says so.'))).toSorted()).toEqual([
      'ACCOUNT_MISMATCH',
      'AUTH_INVALID',
      'AUTH_MISSING',
      'CONTRACT_DRIFT',
      'PERMISSION_MISSING',
    ]);
  });
});

test('an error carries what it is given, and no field that it is not', () => {
  expect(atsError('VALIDATION', 'It says no.')).toEqual({ code: 'VALIDATION', message: 'It says no.' });
  expect(atsError('RATE_LIMITED', 'Slow down.', { retryAfterMs: 5, requestId: 'r-1' })).toEqual({
    code: 'RATE_LIMITED',
    message: 'Slow down.',
    retryAfterMs: 5,
    requestId: 'r-1',
  });
});
