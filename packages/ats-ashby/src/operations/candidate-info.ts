import type { Answer } from '@handoff/core';
import { answerOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { candidateSchema } from '../map/candidate.ts';
import { candidatesRead } from '../permissions.ts';

const expected = {
  shape: candidateSchema.transform(({ applicationIds }) => applicationIds ?? []),
  permission: candidatesRead,
};

/** The ids of a candidate's applications: `application.list` cannot be narrowed to a person. */
export async function applicationIdsOf(call: Call, candidateRemoteId: string): Promise<Answer<readonly string[]>> {
  // The key is `id` here, not `candidateId` as everywhere else.
  return answerOf(await call('candidate.info', { id: candidateRemoteId }), expected);
}
