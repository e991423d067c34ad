import type { Answer, CandidateNow, CandidateRecord } from '@handoff/core';
import { answerOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { candidateRecordOf, candidateSchema } from '../map/candidate.ts';
import { candidatesRead } from '../permissions.ts';

const expected = {
  shape: candidateSchema.transform((candidate): CandidateRecord => {
    const record = candidateRecordOf(candidate);
    return candidate.applicationIds?.length === 0 ? { ...record, applications: 'NONE_YET' } : record;
  }),
  permission: candidatesRead,
};

/** One that was merged into another is gone too: its id stops existing, and only a webhook tells the other's. */
export async function getCandidate(call: Call, { remoteId }: { remoteId: string }): Promise<Answer<CandidateNow>> {
  const found = answerOf(await call('candidate.info', { id: remoteId }), expected);
  if (found.ok) return { ok: true, value: { kind: 'FOUND', candidate: found.value } };
  return found.error.code === 'CANDIDATE_GONE' ? { ok: true, value: { kind: 'GONE' } } : found;
}
