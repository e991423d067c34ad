import type { Answer, JobRecord } from '@handoff/core';
import { answerOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { jobRecord } from '../map/job.ts';
import { jobsRead } from '../permissions.ts';

const expected = { shape: jobRecord, permission: jobsRead };

export async function jobInfo(call: Call, jobRemoteId: string): Promise<Answer<JobRecord>> {
  return answerOf(await call('job.info', { id: jobRemoteId }), expected);
}
