import type { Answer } from '@handoff/core';
import { answerOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { type JobApplication, jobApplication } from '../map/application.ts';
import { candidatesRead } from '../permissions.ts';

const expected = { shape: jobApplication, permission: candidatesRead };

/** Null for one that this key may not see, such as one for a confidential job. */
export async function applicationInfo(call: Call, applicationId: string): Promise<Answer<JobApplication | null>> {
  const reply = await call('application.info', { applicationId });
  if (reply.kind === 'REFUSED' && reply.code === 'application_not_found') return { ok: true, value: null };
  return answerOf(reply, expected);
}
