import { z } from 'zod';
import { defineOperation, refuse } from '../operation.ts';
import { listPage, pageInput } from '../paging.ts';
import { periodInput, periodMatches, periodRefusal } from '../period.ts';
import { candidateView } from '../view.ts';
import { candidateIsVisible } from '../visibility.ts';

export const listCandidates = defineOperation({
  name: 'candidate.list',
  permission: 'candidates:read',
  input: z.object({ ...pageInput, ...periodInput }),
  run: (world, { createdAfter, createdBefore, ...input }) => {
    const { state, now } = world;
    const period = { createdAfter, createdBefore };
    const wrong = periodRefusal(period, now);
    if (wrong !== null) return refuse('invalid_input', wrong);
    return listPage({
      endpoint: 'candidate.list',
      filters: period,
      input,
      entries: state.candidates,
      lists: state,
      matches: (candidate) => periodMatches(period, candidate.addedAt) && candidateIsVisible(world, candidate),
      view: (candidate) => candidateView(state, candidate),
    });
  },
});
