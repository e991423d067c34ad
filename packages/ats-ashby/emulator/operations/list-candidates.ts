import { z } from 'zod';
import { defineOperation, refuse } from '../operation.ts';
import { listPage, pageInput } from '../paging.ts';
import { periodInput, periodMatches, periodRefusal } from '../period.ts';
import { candidateView } from '../view.ts';

export const listCandidates = defineOperation({
  name: 'candidate.list',
  permission: 'candidates:read',
  input: z.object({ ...pageInput, ...periodInput }),
  run: ({ state, now }, { createdAfter, createdBefore, ...input }) => {
    const period = { createdAfter, createdBefore };
    const wrong = periodRefusal(period, now);
    if (wrong !== null) return refuse('invalid_input', wrong);
    return listPage({
      endpoint: 'candidate.list',
      filters: period,
      input,
      entries: state.candidates,
      changes: state.changes,
      matches: ({ addedAt }) => periodMatches(period, addedAt),
      view: (candidate) => candidateView(state, candidate),
    });
  },
});
