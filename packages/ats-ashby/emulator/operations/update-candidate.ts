import { z } from 'zod';
import { defineOperation, idSchema, notVisible, timestampSchema } from '../operation.ts';
import { candidateView } from '../view.ts';
import { visibleCandidate } from '../visibility.ts';

/** What is left out stays. Links that are given replace the one of their kind. */
export const updateCandidate = defineOperation({
  name: 'candidate.update',
  permission: 'candidates:write',
  input: z.object({
    candidateId: idSchema,
    name: z.string().min(1).optional(),
    email: z.string().min(1).optional(),
    alternateEmail: z.string().min(1).optional(),
    linkedInUrl: z.url().optional(),
    githubUrl: z.url().optional(),
    websiteUrl: z.url().optional(),
    sourceId: idSchema.optional(),
    creditedToUserId: idSchema.optional(),
    createdAt: timestampSchema.optional(),
    sendNotifications: z.boolean().optional(),
  }),
  run: (world, { candidateId, ...input }) => {
    const { state, commit, now, kept } = world;
    const before = visibleCandidate(world, candidateId);
    if (before === null) return notVisible('candidate');
    const links = [
      { type: 'LinkedIn', url: input.linkedInUrl },
      { type: 'GitHub', url: input.githubUrl },
      { type: 'Website', url: input.websiteUrl },
    ] as const;
    const given = links.flatMap(({ type, url }) => (url === undefined ? [] : [{ type, url }]));
    const record = {
      ...before,
      name: input.name ?? before.name,
      email: input.email ?? before.email,
      alternateEmails: [...before.alternateEmails, ...(input.alternateEmail ? [input.alternateEmail] : [])],
      socialLinks: [...before.socialLinks.filter(({ type }) => given.every((link) => link.type !== type)), ...given],
      sourceId: input.sourceId ?? before.sourceId ?? null,
      creditedToUserId: input.creditedToUserId ?? before.creditedToUserId ?? null,
      createdAt: input.createdAt ? kept(input.createdAt) : before.createdAt,
      updatedAt: now.toISOString(),
    };
    commit({ kind: 'CANDIDATE', record });
    return { ok: true, results: candidateView(state, record) };
  },
});
