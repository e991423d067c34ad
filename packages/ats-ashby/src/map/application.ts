import type { ApplicationRecord } from '@handoff/core';
import { z } from 'zod';
import { idSchema } from './scalars.ts';

/** `jobRemoteId` is not the core's: it tells a candidate's applications apart. */
export type JobApplication = ApplicationRecord & { readonly jobRemoteId: string };

export const jobApplication = z.object({ id: idSchema, status: z.string(), job: z.object({ id: idSchema }) }).transform(
  (application): JobApplication => ({
    remoteId: application.id,
    status: application.status,
    jobRemoteId: application.job.id,
  }),
);

export const applicationRecord = jobApplication.transform(
  ({ remoteId, status }): ApplicationRecord => ({ remoteId, status }),
);
