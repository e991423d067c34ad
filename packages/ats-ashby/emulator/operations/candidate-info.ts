import { z } from 'zod';
import { defineOperation, idSchema, notVisible } from '../operation.ts';
import { candidateView } from '../view.ts';
import { visibleCandidate } from '../visibility.ts';

export const candidateInfo = defineOperation({
  name: 'candidate.info',
  permission: 'candidates:read',
  input: z.object({ id: idSchema }),
  run: (world, { id }) => {
    const candidate = visibleCandidate(world, id);
    return candidate ? { ok: true, results: candidateView(world.state, candidate) } : notVisible('candidate');
  },
});
