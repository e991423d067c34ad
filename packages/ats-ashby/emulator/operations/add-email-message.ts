import { z } from 'zod';
import { defineOperation, idSchema, missingPermission, notVisible, refuse, timestampSchema } from '../operation.ts';
import type { EmailMessage } from '../records.ts';
import { visibleCandidate } from '../visibility.ts';

/** An id that is there already is refused, or answered as the first time: a setting, since nobody has told. */
export const addEmailMessage = defineOperation({
  name: 'candidate.addEmailMessage',
  permission: 'candidates:write',
  input: z.strictObject({
    candidateId: idSchema,
    emailProviderEmailId: z.string().min(1),
    subject: z.string(),
    from: z.string(),
    to: z.string(),
    body: z.string(),
    userId: idSchema.optional(),
    sentAt: timestampSchema.optional(),
    cc: z.string().optional(),
    messageUrl: z.url().optional(),
    messageIdHeader: z.string().optional(),
    threadId: z.string().optional(),
    isPrivate: z.boolean().optional(),
  }),
  run: (world, { userId: _, isPrivate: __, ...input }) => {
    const { state, commit, newId, now, kept, unknowns } = world;
    if (unknowns.emailMessages === 'REFUSED') return refuse(missingPermission, 'This is for integration partners');
    if (visibleCandidate(world, input.candidateId) === null) return notVisible('candidate');
    const before = state.emails.get(input.emailProviderEmailId)?.record;
    if (before && unknowns.repeatedEmail === 'ANSWERED') return { ok: true, results: view(before) };
    if (before) return refuse('invalid_input', 'emailProviderEmailId must be unique');
    const record: EmailMessage = {
      ...input,
      id: newId('email'),
      sentAt: kept(input.sentAt ?? now.toISOString()),
      cc: input.cc ?? null,
      messageUrl: input.messageUrl ?? null,
      messageIdHeader: input.messageIdHeader ?? null,
      threadId: input.threadId ?? input.emailProviderEmailId,
    };
    commit({ kind: 'EMAIL', record });
    return { ok: true, results: view(record) };
  },
});

function view(message: EmailMessage) {
  return { ...message, isPrivate: false, userIsSender: true };
}
