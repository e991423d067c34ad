import type { Answer, CandidateRecord, Changes, JobRecord, PulledApplication } from '@handoff/core';
import { z } from 'zod';
import { answerOf, type Expected } from './answers.ts';
import type { Call } from './client.ts';
import { pulledApplication } from './map/application.ts';
import { candidateRecord } from './map/candidate.ts';
import { jobRecord } from './map/job.ts';
import { candidatesRead, jobsRead } from './permissions.ts';
import type { Reply } from './reply.ts';

type Query = { readonly cursor: string | null };

/**
 * Where to read on: the sync token of this run, which goes with each of its pages, and the page. Ashby's
 * own are opaque, and the token for the next run comes with the last page only. What one of them was
 * refused for (too old, not Ashby's, a run too large) leads to one thing: everything is read again.
 */
const place = z.object({ syncToken: z.string().optional(), cursor: z.string().optional() });

export const pullCandidates = puller<CandidateRecord>(
  { shape: z.array(candidateRecord), permission: candidatesRead },
  (call, page) => call('candidate.list', page),
);

export const pullApplications = puller<PulledApplication>(
  { shape: z.array(pulledApplication), permission: candidatesRead },
  (call, page) => call('application.list', page),
);

/** Every status: a job that has closed is what one wants to hear of. */
export const pullJobs = puller<JobRecord>({ shape: z.array(jobRecord), permission: jobsRead }, (call, page) =>
  call('job.list', page),
);

type Page = { readonly limit: number } & z.output<typeof place>;

/** Ashby does not tell of deleted ones here: webhooks do, and a look at the one record. */
function puller<T>(expected: Expected<T[]>, list: (call: Call, page: Page) => Promise<Reply>) {
  return async (call: Call, { cursor }: Query): Promise<Answer<Changes<T>>> => {
    const from = cursor === null ? {} : place.parse(JSON.parse(cursor));
    const reply = await list(call, { ...from, limit: 100 });
    const answer = answerOf(reply, expected);
    if (!answer.ok) return answer;
    const { next, syncToken } = reply.kind === 'RESULTS' ? reply : { next: null, syncToken: null };
    const resume = next === null ? { syncToken: syncToken ?? from.syncToken } : { ...from, cursor: next };
    return {
      ok: true,
      value: {
        changed: answer.value,
        gone: [],
        resume: JSON.stringify(resume),
        more: next === null ? 'COMPLETE' : 'MORE',
      },
    };
  };
}
