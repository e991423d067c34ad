import type { JobRecord, JobStatus } from '@handoff/core';
import { z } from 'zod';
import { zJob } from '../generated/zod.gen.ts';

const statuses: Readonly<Record<string, JobStatus>> = {
  Draft: 'DRAFT',
  Open: 'OPEN',
  Closed: 'CLOSED',
  Archived: 'ARCHIVED',
};

/** A status that we do not know yet counts as closed: nobody is put forward for a job that may not want them. */
export const jobRecord = z
  .object({ id: zJob.shape.id, title: zJob.shape.title, status: z.string(), confidential: z.boolean().nullish() })
  .transform(
    (job): JobRecord => ({
      remoteId: job.id,
      title: job.title,
      status: statuses[job.status] ?? 'CLOSED',
      confidential: job.confidential ?? false,
    }),
  );
