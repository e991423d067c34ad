import type { CandidateRecord, CreateCandidate, Outcome } from '@handoff/core';
import { outcomeOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { candidateRecord } from '../map/candidate.ts';
import { candidatesWrite } from '../permissions.ts';

const expected = { shape: candidateRecord, permission: candidatesWrite };

/** Makes a new person each time: Ashby knows no idempotency key and does not compare addresses. */
export async function createCandidate(call: Call, command: CreateCandidate): Promise<Outcome<CandidateRecord>> {
  const reply = await call('candidate.create', {
    name: command.name,
    email: command.email,
    linkedInUrl: webAddress(command.links.linkedIn),
    githubUrl: webAddress(command.links.gitHub),
    website: webAddress(command.links.website),
    sourceId: command.sourceRemoteId ?? undefined,
    creditedToUserId: command.creditedToRemoteId ?? undefined,
    createdAt: command.at.toISOString(),
  });
  return outcomeOf(reply, expected);
}

/** Ashby refuses the whole person for a link that is no URL; the link is the lesser loss. */
function webAddress(text: string | null): string | undefined {
  const url = text === null ? null : URL.parse(text.trim());
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
