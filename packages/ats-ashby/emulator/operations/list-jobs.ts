import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { listPage, pageInput } from '../paging.ts';
import { jobStatuses } from '../records.ts';
import { jobView } from '../view.ts';
import { jobIsVisible } from '../visibility.ts';

/** Without `status`, drafts stay out and closed jobs do not. */
export const listJobs = defineOperation({
  name: 'job.list',
  permission: 'jobs:read',
  input: z.object({ ...pageInput, status: z.array(z.enum(jobStatuses)).optional() }),
  run: (world, { status, ...input }) =>
    listPage({
      endpoint: 'job.list',
      filters: { status },
      input,
      entries: world.state.jobs,
      lists: world.state,
      matches: (job) => jobIsVisible(world, job) && (status?.includes(job.status) ?? job.status !== 'Draft'),
      view: jobView,
    }),
});
