import { z } from 'zod';
import { defineOperation, refuse } from '../operation.ts';
import { jobView } from '../view.ts';
import { jobIsVisible } from '../visibility.ts';

/** No job here has a requisition id, so that a search by it finds none. */
export const searchJobs = defineOperation({
  name: 'job.search',
  permission: 'jobs:read',
  input: z.object({ title: z.string().optional(), requisitionId: z.string().optional() }),
  run: (world, { title, requisitionId }) => {
    if (title === undefined && requisitionId === undefined)
      return refuse('invalid_input', 'Give a title or a requisitionId');
    const found = [...world.state.jobs.values()]
      .map(({ record }) => record)
      .filter((job) => jobIsVisible(world, job) && requisitionId === undefined)
      .filter((job) => job.title.toLowerCase().includes((title ?? '').toLowerCase()));
    return { ok: true, results: found.map(jobView) };
  },
});
