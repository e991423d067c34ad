import { type Answer, type CandidateRecord, emailKey } from '@handoff/core';
import { z } from 'zod';
import { answerOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { candidateRecord } from '../map/candidate.ts';
import { candidatesRead } from '../permissions.ts';

const expected = { shape: z.array(candidateRecord), permission: candidatesRead };

/**
 * Everyone with this address: Ashby searches for one at a time. How Ashby's search matches is not documented, so that its hits are only
 * candidates for being one: we keep those that carry the address among theirs.
 */
export async function searchCandidates(
  call: Call,
  { emails }: { emails: readonly string[] },
): Promise<Answer<readonly CandidateRecord[]>> {
  const [email = ''] = emails;
  const wanted = emailKey(email);
  const found = answerOf(await call('candidate.search', { email: email.trim() }), expected);
  if (!found.ok) return found;
  return { ok: true, value: found.value.filter(({ emails }) => emails.some((own) => emailKey(own) === wanted)) };
}
