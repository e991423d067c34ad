import { z } from 'zod';
import { defineOperation, idSchema, notVisible } from '../operation.ts';
import { jobView } from '../view.ts';
import { visibleJob } from '../visibility.ts';

export const jobInfo = defineOperation({
  name: 'job.info',
  permission: 'jobs:read',
  input: z.object({ id: idSchema }),
  run: (world, { id }) => {
    const job = visibleJob(world, id);
    return job === null ? notVisible('job') : { ok: true, results: jobView(job) };
  },
});
