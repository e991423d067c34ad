import { describe, expect, test } from 'vitest';
import { type Reason, reasons, stateLabel } from './state.ts';

describe('stateLabel', () => {
  test('S6.1 a held one exists in the ATS, by its name', () => {
    expect(stateLabel({ state: 'EXISTS' }, 'Ashby')).toBe('Exists in Ashby');
  });

  test.each(Object.keys(reasons) as Reason[])('NOT_SYNCED says why: %s', (reason) => {
    expect(stateLabel({ state: 'NOT_SYNCED', reason }, 'Ashby')).toBe(reasons[reason].label);
  });

  test('the words of two states, and of two reasons, differ', () => {
    const states = (['QUEUED', 'SYNCING', 'SYNCED', 'EXISTS'] as const).map((state) => stateLabel({ state }, 'Ashby'));
    const words = [
      ...states,
      stateLabel({ state: 'FAILED', code: 'INTERNAL' }, 'Ashby'),
      ...Object.values(reasons).map(({ label }) => label),
    ];
    expect(new Set(words).size).toBe(words.length);
  });

  test('the reasons are in the order in which they are shown', () => {
    expect(Object.keys(reasons)).toEqual([
      'ADDED_BEFORE_CONNECTION',
      'SYNC_OFF',
      'SEQUENCE_SYNC_OFF',
      'MISSING_EMAIL',
      'WAITING_FOR_REPLY',
      'CANCELLED',
      'DISCONNECTED',
      'DISMISSED',
    ]);
  });
});
