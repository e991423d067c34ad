import { expect, test } from 'vitest';
import { type IndexNow, useOfIndex } from './index-trust.ts';

test.for<[string, IndexNow | null, ReturnType<typeof useOfIndex>]>([
  ['there is none', null, 'ASK_THE_ATS'],
  ['it is being filled', { state: 'FILLING', key: 'OURS' }, 'ASK_THE_ATS'],
  ['it was hashed with another key', { state: 'COMPLETE', key: 'OTHER' }, 'ASK_THE_ATS'],
  ['it is complete', { state: 'COMPLETE', key: 'OURS' }, 'READ_CHANGES'],
])('S6.8 the index of candidates, when %s', ([, index, use]) => {
  expect(useOfIndex(index)).toBe(use);
});
