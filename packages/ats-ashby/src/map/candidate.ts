import type { CandidateRecord } from '@handoff/core';
import { z } from 'zod';
import { idSchema, timeSchema } from './scalars.ts';

const contact = z.object({ value: z.string() });

/** Ashby's candidate: what we read of it, and nothing else, has to be as we know it. */
export const candidateSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: timeSchema,
  primaryEmailAddress: contact.nullish(),
  emailAddresses: z.array(contact).nullish(),
  applicationIds: z.array(idSchema).nullish(),
  profileUrl: z.string().nullish(),
});

export const candidateRecord = candidateSchema.transform(
  (candidate): CandidateRecord => ({
    remoteId: candidate.id,
    url: candidate.profileUrl ?? null,
    name: candidate.name,
    emails: addresses(candidate),
    createdAt: candidate.createdAt,
  }),
);

/** The primary one is one of the list, as far as we have seen; counted once either way. */
function addresses({ primaryEmailAddress, emailAddresses }: z.output<typeof candidateSchema>): string[] {
  const all = [...(primaryEmailAddress ? [primaryEmailAddress] : []), ...(emailAddresses ?? [])];
  return [...new Set(all.map(({ value }) => value))];
}
