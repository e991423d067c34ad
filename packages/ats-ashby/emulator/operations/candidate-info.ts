import { z } from 'zod';
import { defineOperation, idSchema, notVisible } from '../operation.ts';
import { candidateView } from '../view.ts';

export const candidateInfo = defineOperation({
  name: 'candidate.info',
  permission: 'candidates:read',
  input: z.object({ id: idSchema }),
  run: ({ state }, { id }) => {
    const entry = state.candidates.get(id);
    return entry ? { ok: true, results: candidateView(state, entry.record) } : notVisible('candidate');
  },
});
