import { z } from 'zod';
import { defineOperation, idSchema, notVisible } from '../operation.ts';
import { listPage, pageInput } from '../paging.ts';
import { noteView } from '../view.ts';
import { visibleCandidate } from '../visibility.ts';

export const listNotes = defineOperation({
  name: 'candidate.listNotes',
  permission: 'candidates:read',
  input: z.object({ ...pageInput, candidateId: idSchema }),
  run: (world, { candidateId, ...input }) => {
    if (visibleCandidate(world, candidateId) === null) return notVisible('candidate');
    return listPage({
      endpoint: 'candidate.listNotes',
      filters: { candidateId },
      input,
      entries: world.state.notes,
      lists: world.state,
      matches: (note) => note.candidateId === candidateId,
      view: noteView,
    });
  },
});
