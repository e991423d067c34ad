import { expect, test } from 'vitest';
import { toldToWaitMs } from './told-to-wait.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const inHalfAMinute = 'Sun, 01 Mar 2026 12:00:30 GMT';

test.each<[string, Record<string, string>, number | null]>([
  ['in seconds', { 'retry-after': '12' }, 12_000],
  [
    'as a date, by the clock of the answer',
    { 'retry-after': inHalfAMinute, date: 'Sun, 01 Mar 2026 12:00:10 GMT' },
    20_000,
  ],
  ['as a date, by ours where the answer has none', { 'retry-after': inHalfAMinute }, 30_000],
  ['as a date that has passed', { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
  ['in words', { 'retry-after': 'soon' }, null],
  ['not at all', {}, null],
])('S1.4 an ATS says how long to wait: %s', (_, headers, ms) => {
  expect(toldToWaitMs(headers, now)).toBe(ms);
});
