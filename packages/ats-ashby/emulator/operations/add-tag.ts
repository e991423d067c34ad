import { z } from 'zod';
import { defineOperation, idSchema, notVisible } from '../operation.ts';
import { tags } from '../organization.ts';
import { candidateView } from '../view.ts';
import { visibleCandidate } from '../visibility.ts';

/** Twice is once. */
export const addTag = defineOperation({
  name: 'candidate.addTag',
  permission: 'candidates:write',
  input: z.object({ candidateId: idSchema, tagId: idSchema }),
  run: (world, { candidateId, tagId }) => {
    const { state, commit, now } = world;
    const before = visibleCandidate(world, candidateId);
    if (before === null) return notVisible('candidate');
    if (!tags.some(({ id }) => id === tagId)) return notVisible('tag');
    const tagIds = [...new Set([...(before.tagIds ?? []), tagId])];
    const record = { ...before, tagIds, updatedAt: now.toISOString() };
    commit({ kind: 'CANDIDATE', record });
    return { ok: true, results: candidateView(state, record) };
  },
});
