import { z } from 'zod';
import { defineOperation, idSchema, refuse } from '../operation.ts';
import { listPage, pageInput } from '../paging.ts';
import { periodInput, periodMatches, periodRefusal } from '../period.ts';
import { applicationView } from '../view.ts';
import { applicationIsVisible } from '../visibility.ts';

/** `status` is one word here, unlike that of `job.list`; there is no filter by candidate. */
export const listApplications = defineOperation({
  name: 'application.list',
  permission: 'candidates:read',
  input: z.object({
    ...pageInput,
    ...periodInput,
    jobId: idSchema.optional(),
    status: z.enum(['Lead', 'Active', 'Hired', 'Archived']).optional(),
  }),
  run: (world, { createdAfter, createdBefore, jobId, status, ...input }) => {
    const { state, now } = world;
    const period = { createdAfter, createdBefore };
    const wrong = periodRefusal(period, now);
    if (wrong !== null) return refuse('invalid_input', wrong);
    return listPage({
      endpoint: 'application.list',
      filters: { ...period, jobId, status },
      input,
      entries: state.applications,
      lists: state,
      matches: (application) =>
        (jobId === undefined || application.jobId === jobId) &&
        (status === undefined || status === applicationView(state, application).status) &&
        periodMatches(period, application.createdAt) &&
        applicationIsVisible(world, application),
      view: (application) => applicationView(state, application),
    });
  },
});
