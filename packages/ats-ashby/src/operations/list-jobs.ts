import type { Answer, JobRecord, Page } from '@handoff/core';
import { z } from 'zod';
import { answerOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { jobRecord } from '../map/job.ts';
import { jobsRead } from '../permissions.ts';

const expected = { shape: z.array(jobRecord), permission: jobsRead };

/** The open jobs, 100 a page: without `status`, Ashby lists closed and archived ones too. */
export async function listJobs(call: Call, { cursor }: { cursor: string | null }): Promise<Answer<Page<JobRecord>>> {
  // A null cursor is refused: it is left out.
  const reply = await call('job.list', { status: ['Open'], limit: 100, cursor: cursor ?? undefined });
  const answer = answerOf(reply, expected);
  if (!answer.ok) return answer;
  return { ok: true, value: { items: answer.value, next: reply.kind === 'RESULTS' ? reply.next : null } };
}
