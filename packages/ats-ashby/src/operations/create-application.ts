import type { ApplicationRecord, EnsureApplication, Outcome } from '@handoff/core';
import { outcomeOf } from '../answers.ts';
import type { Call } from '../client.ts';
import { applicationRecord } from '../map/application.ts';
import { candidatesWrite } from '../permissions.ts';

const expected = { shape: applicationRecord, permission: candidatesWrite };

/** Puts the candidate into the first stage of the job's own plan. */
export async function createApplication(call: Call, command: EnsureApplication): Promise<Outcome<ApplicationRecord>> {
  const reply = await call('application.create', {
    candidateId: command.candidateRemoteId,
    jobId: command.jobRemoteId,
    // A candidate's own source is not known to be taken over.
    sourceId: command.sourceRemoteId ?? undefined,
    creditedToUserId: command.creditedToRemoteId ?? undefined,
    createdAt: command.at.toISOString(),
  });
  return outcomeOf(reply, expected);
}
