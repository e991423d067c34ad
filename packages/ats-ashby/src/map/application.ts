import type { ApplicationRecord, PulledApplication } from '@handoff/core';
import { z } from 'zod';
import { zApplication } from '../generated/zod.gen.ts';

const named = z.object({ id: zApplication.shape.id });

/** The stage's title says more than the status; an application that ended says that first. */
const schema = zApplication.pick({ id: true }).extend({
  status: z.string(),
  currentInterviewStage: z.object({ title: z.string() }).nullish(),
  job: named,
});

type Read = z.output<typeof schema>;

function recordOf({ id, status, currentInterviewStage }: Read): ApplicationRecord {
  const ended = status === 'Archived' || status === 'Hired';
  return { remoteId: id, status: ended ? status : (currentInterviewStage?.title ?? status) };
}

/** `jobRemoteId` is not the core's: it tells a candidate's applications apart. */
export type JobApplication = ApplicationRecord & { readonly jobRemoteId: string };

export const jobApplication = schema.transform(
  (read): JobApplication => ({ ...recordOf(read), jobRemoteId: read.job.id }),
);

export const applicationRecord = schema.transform(recordOf);

export const pulledApplication = schema.extend({ candidate: named }).transform(
  (read): PulledApplication => ({
    ...recordOf(read),
    candidateRemoteId: read.candidate.id,
    jobRemoteId: read.job.id,
  }),
);
