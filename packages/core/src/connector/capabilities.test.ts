import { expect, test } from 'vitest';
import { type Capabilities, describeCapabilities } from './capabilities.ts';

const unable: Capabilities = {
  findByEmail: null,
  uniqueness: 'NONE',
  candidateWithoutJob: 'IMPOSSIBLE',
  activity: 'NONE',
  feed: 'NONE',
  webhooks: [],
  erasure: 'NONE',
  actingUser: 'NONE',
  attribution: 'NONE',
  backdating: 'IMPOSSIBLE',
  idempotencyKey: 'NONE',
};
const able: Capabilities = {
  ...unable,
  findByEmail: { atOnce: 1 },
  uniqueness: 'EMAIL',
  candidateWithoutJob: 'POSSIBLE',
  activity: 'NATIVE',
  feed: 'INCREMENTAL',
  webhooks: ['CANDIDATE_MERGED'],
  erasure: 'ANONYMIZE',
};

test('what an ATS cannot do is not said of it', () => {
  expect(describeCapabilities(able)).toHaveLength(9);
  expect(describeCapabilities(unable)).toEqual(['Creates candidates', 'Creates applications to a job']);
});
