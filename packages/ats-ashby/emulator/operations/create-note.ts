import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineOperation, idSchema, notVisible, timestampSchema } from '../operation.ts';

export const createNote = defineOperation({
  name: 'candidate.createNote',
  permission: 'candidates:write',
  input: z.object({
    candidateId: idSchema,
    note: z.union([z.string(), z.object({ type: z.enum(['text/plain', 'text/html']), value: z.string() })]),
    sendNotifications: z.boolean().optional(),
    createdAt: timestampSchema.optional(),
  }),
  run: ({ state, commit, now }, { candidateId, note, createdAt }) => {
    if (!state.candidates.has(candidateId)) return notVisible('candidate');
    const record = {
      id: randomUUID(),
      candidateId,
      content: typeof note === 'string' ? note : note.value,
      createdAt: createdAt ?? now.toISOString(),
    };
    commit({ kind: 'NOTE', record });
    const author = { id: '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7b01', firstName: 'Api', lastName: 'Key' };
    return {
      ok: true,
      results: { id: record.id, createdAt: record.createdAt, isPrivate: false, content: record.content, author },
    };
  },
});
