import { expect, test } from 'vitest';
import { named } from './named.ts';

test.for([
  ['The ATS asked us to slow down.', 'Ashby asked us to slow down.'],
  [
    'The credential belongs to another organisation of the ATS.',
    'The credential belongs to another organisation of Ashby.',
  ],
  ['This ATS cannot do that.', 'Ashby cannot do that.'],
  ['Do it in the ATS itself.', 'Do it in Ashby itself.'],
  ['A fault of ours.', 'A fault of ours.'],
] as const)('what the server says of any ATS is said of this one: %s', ([said, shown]) => {
  expect(named(said, 'Ashby')).toBe(shown);
});
