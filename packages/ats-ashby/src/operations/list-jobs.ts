import type { Answer, JobRecord, Page } from '@handoff/core';
import { z } from 'zod';
import { answerOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { jobRecord } from '../map/job.ts';
import { jobsRead } from '../permissions.ts';

const expected = { shape: z.array(jobRecord), permission: jobsRead };

type Query = { readonly cursor: string | null; readonly search: string | null };

/** The open jobs, 100 a page: without `status`, Ashby lists closed and archived ones too. */
export async function listJobs(call: Call, { cursor, search }: Query): Promise<Answer<Page<JobRecord>>> {
  if (search !== null) return searchJobs(call, search);
  // A null cursor is refused: it is left out.
  const reply = await call('job.list', { status: ['Open'], limit: 100, cursor: cursor ?? undefined });
  const answer = answerOf(reply, expected);
  if (!answer.ok) return answer;
  return { ok: true, value: { items: answer.value, next: reply.kind === 'RESULTS' ? reply.next : null } };
}

/** One page, of every status. How Ashby's search matches is not documented. */
async function searchJobs(call: Call, title: string): Promise<Answer<Page<JobRecord>>> {
  const found = answerOf(await call('job.search', { title }), expected);
  if (!found.ok) return found;
  return { ok: true, value: { items: found.value.filter(({ status }) => status === 'OPEN'), next: null } };
}
