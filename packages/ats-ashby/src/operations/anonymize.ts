import type { Erase, Outcome } from '@handoff/core';
import { outcomeOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { zCandidate } from '../generated/zod.gen.ts';
import { candidatesWrite } from '../permissions.ts';

const expected = { shape: zCandidate.pick({ id: true }).transform(() => null), permission: candidatesWrite };

/** For good. Ashby refuses it while one of the person's applications is active. */
export async function anonymize(call: Call, { candidateRemoteId }: Erase): Promise<Outcome<null>> {
  return outcomeOf(await call('candidate.anonymize', { candidateId: candidateRemoteId }), expected);
}
