import { expect, test } from 'vitest';
import { checkSameOrganization } from './organization.ts';

test.for([
  ['S1.3 T11 a key of another organisation is refused', 'acme', 'globex', 'ACCOUNT_MISMATCH'],
  ['S1.3 a key of the same organisation is taken', 'acme', 'acme', undefined],
  ['S1.3 an ATS that does not say which: the key is taken', null, null, undefined],
  ['S1.3 one that says it only now: the key is taken', null, 'acme', undefined],
] as const)('%s', ([, connected, given, code]) => {
  expect(checkSameOrganization(connected, given)?.code).toBe(code);
});
