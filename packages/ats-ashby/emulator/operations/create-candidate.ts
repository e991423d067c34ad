import { z } from 'zod';
import { defineOperation, idSchema, timestampSchema } from '../operation.ts';
import type { Candidate, SocialLink } from '../records.ts';
import { candidateView } from '../view.ts';

const inputSchema = z.object({
  name: z.string().min(1),
  email: z.string().min(1).optional(),
  alternateEmailAddresses: z.array(z.string()).optional(),
  phoneNumber: z.string().optional(),
  linkedInUrl: z.url().optional(),
  githubUrl: z.url().optional(),
  website: z.url().optional(),
  sourceId: idSchema.optional(),
  creditedToUserId: idSchema.optional(),
  createdAt: timestampSchema.optional(),
});

/** Always makes a new person, whoever else has the address: Ashby documents no de-duplication. */
export const createCandidate = defineOperation({
  name: 'candidate.create',
  permission: 'candidates:write',
  input: inputSchema,
  run: ({ state, commit, newId, now, kept }, input) => {
    const at = now.toISOString();
    const record: Candidate = {
      id: newId('candidate'),
      name: input.name,
      email: input.email ?? null,
      alternateEmails: input.alternateEmailAddresses ?? [],
      phoneNumber: input.phoneNumber ?? null,
      socialLinks: socialLinks(input),
      sourceId: input.sourceId ?? null,
      creditedToUserId: input.creditedToUserId ?? null,
      createdAt: kept(input.createdAt ?? at),
      updatedAt: at,
      addedAt: at,
    };
    commit({ kind: 'CANDIDATE', record });
    return { ok: true, results: candidateView(state, record) };
  },
});

function socialLinks({ linkedInUrl, githubUrl, website }: z.output<typeof inputSchema>): SocialLink[] {
  return [
    ...(linkedInUrl === undefined ? [] : [{ type: 'LinkedIn', url: linkedInUrl } as const]),
    ...(githubUrl === undefined ? [] : [{ type: 'GitHub', url: githubUrl } as const]),
    ...(website === undefined ? [] : [{ type: 'Website', url: website } as const]),
  ];
}
