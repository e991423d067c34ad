import { expect, test } from 'vitest';
import { checkSameOrganization } from './organization.ts';

test.for([
  ['S1.3 T11 a key of another organisation is refused', ['a', 'b'], ['c', 'd'], 'ACCOUNT_MISMATCH'],
  ['S1.3 a key of the same organisation is taken', ['a', 'b'], ['a', 'b'], undefined],
  ['S1.3 one whose oldest records have changed since is taken', ['a', 'b'], ['b', 'c'], undefined],
  ['S1.3 an ATS that does not say which: the key is taken', [], [], undefined],
  ['S1.3 one that says it only now: the key is taken', [], ['a'], undefined],
] as const)('%s', ([, connected, given, code]) => {
  expect(checkSameOrganization(connected, given)?.code).toBe(code);
});
