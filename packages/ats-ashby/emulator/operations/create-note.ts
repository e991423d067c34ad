import { z } from 'zod';
import { defineOperation, idSchema, notVisible, timestampSchema } from '../operation.ts';
import { noteView } from '../view.ts';
import { visibleCandidate } from '../visibility.ts';

export const createNote = defineOperation({
  name: 'candidate.createNote',
  permission: 'candidates:write',
  input: z.object({
    candidateId: idSchema,
    note: z.union([z.string(), z.object({ type: z.enum(['text/plain', 'text/html']), value: z.string() })]),
    sendNotifications: z.boolean().optional(),
    createdAt: timestampSchema.optional(),
  }),
  run: (world, { candidateId, note, createdAt }) => {
    const { commit, newId, now, kept } = world;
    if (visibleCandidate(world, candidateId) === null) return notVisible('candidate');
    const record = {
      id: newId('note'),
      candidateId,
      content: typeof note === 'string' ? note : note.value,
      createdAt: kept(createdAt ?? now.toISOString()),
    };
    commit({ kind: 'NOTE', record });
    return { ok: true, results: noteView(record) };
  },
});
