import type { CandidateRecord } from '@handoff/core';
import { z } from 'zod';
import { zCandidate } from '../generated/zod.gen.ts';
import { timeSchema } from './scalars.ts';

const address = z.object({ value: z.string() });

/** Ashby's candidate: what we read of it, and nothing else, has to be as we know it. */
export const candidateSchema = zCandidate.pick({ id: true, name: true }).extend({
  createdAt: timeSchema,
  primaryEmailAddress: address.nullish(),
  emailAddresses: z.array(address).nullish(),
  applicationIds: zCandidate.shape.applicationIds.nullish(),
  profileUrl: zCandidate.shape.profileUrl.nullish(),
});

export const candidateRecord = candidateSchema.transform(candidateRecordOf);

export function candidateRecordOf(candidate: z.output<typeof candidateSchema>): CandidateRecord {
  return {
    remoteId: candidate.id,
    url: candidate.profileUrl ?? null,
    name: candidate.name,
    emails: addresses(candidate),
    createdAt: candidate.createdAt,
  };
}

/** The primary one is one of the list, as far as we have seen; counted once either way. */
function addresses({ primaryEmailAddress, emailAddresses }: z.output<typeof candidateSchema>): string[] {
  const all = [...(primaryEmailAddress ? [primaryEmailAddress] : []), ...(emailAddresses ?? [])];
  return [...new Set(all.map(({ value }) => value))];
}
