import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { added, anyFacts, anyTrigger, candidate, factsOf } from '../../test/policy-facts.ts';
import type { SyncState } from '../sync/state.ts';
import { decide } from './decide.ts';
import { explain, type Standing } from './explain.ts';

const nothing = { kind: 'NOTHING_YET' } as const;
const earlier = candidate('c-1', new Date('2026-01-01'));

function last(standing: Partial<Standing> & { state: SyncState }) {
  return explain({ trigger: added, facts: factsOf({}), found: nothing, message: null, ...standing }).at(-1);
}

describe('why a sync stands where it stands', () => {
  test('what the policy left says the same as the policy, whatever the facts', () => {
    fc.assert(
      fc.property(anyTrigger, anyFacts, (trigger, facts) => {
        const decision = decide(trigger, facts);
        if (decision.kind !== 'LEAVE') return;
        const state = { state: 'NOT_SYNCED', reason: decision.reason } as const;
        expect(explain({ state, trigger, facts, found: nothing, message: null })).toEqual(decision.explanation);
      }),
    );
  });

  test.each<[string, SyncState, string]>([
    ['S5.6 cancelled', { state: 'NOT_SYNCED', reason: 'CANCELLED' }, 'S5.6'],
    ['S1.5 disconnected', { state: 'NOT_SYNCED', reason: 'DISCONNECTED' }, 'S1.5'],
    ['S6.7 dismissed', { state: 'NOT_SYNCED', reason: 'DISMISSED' }, 'S6.7'],
    ['S3.6 refused', { state: 'FAILED', code: 'JOB_NOT_OPEN' }, 'S3.6'],
    ['S6.7 several candidates', { state: 'FAILED', code: 'AMBIGUOUS_MATCH' }, 'S6.7'],
    ['S10.2 gone', { state: 'FAILED', code: 'CANDIDATE_GONE' }, 'S10.2'],
  ])('%s: the one stop is the last step', (_, state, rule) => {
    const steps = explain({ state, trigger: added, facts: factsOf({}), found: nothing, message: null });
    expect(steps.filter(({ outcome }) => outcome === 'STOPPED')).toEqual([expect.objectContaining({ rule })]);
    expect(steps.at(-1)).toMatchObject({ rule });
  });

  test('S6.1 what is held says so, though deduplication was off when it was queued', () => {
    const facts = factsOf({ settings: { deduplication: false } });
    const found = { kind: 'FOUND', candidate: earlier } as const;
    expect(last({ state: { state: 'EXISTS' }, facts, found })).toMatchObject({ rule: 'S6.1', outcome: 'STOPPED' });
  });

  test('S3.6 what the ATS said is what is told', () => {
    const state = { state: 'FAILED', code: 'JOB_NOT_OPEN' } as const;
    expect(last({ state, message: 'The job is closed.' })).toMatchObject({ detail: 'The job is closed.' });
  });

  test('S6.3 what we created was not there before', () => {
    const steps = explain({
      state: { state: 'SYNCED' },
      trigger: added,
      facts: factsOf({}),
      found: { kind: 'CREATED' },
      message: null,
    });
    expect(steps.map(({ detail }) => detail)).toContain('Nobody in the ATS has this email.');
  });
});
