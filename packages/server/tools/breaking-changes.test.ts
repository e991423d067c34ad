import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { undecidedBreaks } from './breaking-changes.ts';

const released = buildSchema('type Query { contacts: Int, jobs: Int }');

test('what clients use may not go, unless a decision names it', () => {
  const next = buildSchema('type Query { jobs: Int }');
  expect(undecidedBreaks(released, next, '')).toEqual(['Query.contacts was removed.']);
  expect(undecidedBreaks(released, next, '**Choice.** Query.contacts was removed. Lists have another name.')).toEqual(
    [],
  );
});

test('what is added breaks nobody', () => {
  expect(undecidedBreaks(released, buildSchema('type Query { contacts: Int, jobs: Int, syncs: Int }'), '')).toEqual([]);
});
