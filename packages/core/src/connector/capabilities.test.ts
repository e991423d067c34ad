import { expect, test } from 'vitest';
import { type Capabilities, describeCapabilities } from './capabilities.ts';

const able: Capabilities = { findCandidatesBy: ['EMAIL'], uniqueness: 'NONE', candidateWithoutJob: 'POSSIBLE' };
const unable: Capabilities = { findCandidatesBy: [], uniqueness: 'ATS', candidateWithoutJob: 'IMPOSSIBLE' };

test('what an ATS cannot do is not said of it', () => {
  expect(describeCapabilities(able)).toHaveLength(4);
  expect(describeCapabilities(unable)).toEqual(['Creates candidates', 'Creates applications to a job']);
});
