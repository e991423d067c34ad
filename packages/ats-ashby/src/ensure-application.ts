import {
  type Answer,
  type ApplicationRecord,
  type AtsError,
  atsError,
  type EnsureApplication,
  type Outcome,
} from '@handoff/core';
import { nothingWasSent } from './answers.ts';
import type { Call } from './client.ts';
import { applicationInfo } from './operations/application-info.ts';
import { applicationIdsOf } from './operations/candidate-info.ts';
import { createApplication } from './operations/create-application.ts';
import { jobInfo } from './operations/job-info.ts';

const nothingFound: Answer<ApplicationRecord | null> = { ok: true, value: null };

/**
 * One write at most, and reads around it. What Ashby does with a second application for the same job is
 * not documented, so the candidate's own are read first, unless it was made a moment ago. Its code for a job that takes none is not
 * documented either: after a refusal, the records are asked what the code does not tell.
 */
export async function ensureApplication(call: Call, command: EnsureApplication): Promise<Outcome<ApplicationRecord>> {
  const isNew = command.applications === 'NONE_YET';
  const before = isNew ? nothingFound : await findApplication(call, command);
  if (!before.ok) return nothingWasSent(before.error);
  if (before.value !== null) return { kind: 'ALREADY', value: before.value };
  const outcome = await createApplication(call, command);
  const refused = outcome.kind === 'REJECTED' && outcome.error.code === 'VALIDATION';
  return refused ? ((await explainRefusal(call, { command, error: outcome.error })) ?? outcome) : outcome;
}

async function findApplication(call: Call, command: EnsureApplication): Promise<Answer<ApplicationRecord | null>> {
  const ids = await applicationIdsOf(call, command.candidateRemoteId);
  if (!ids.ok) return ids;
  for (const id of ids.value) {
    const found = await applicationInfo(call, id);
    if (!found.ok) return found;
    if (found.value?.jobRemoteId === command.jobRemoteId) {
      return { ok: true, value: { remoteId: found.value.remoteId, status: found.value.status } };
    }
  }
  return { ok: true, value: null };
}

type Refusal = { readonly command: EnsureApplication; readonly error: AtsError };

/** Null where the records explain nothing. Somebody else's application, made since we looked, is as good as ours. */
async function explainRefusal(call: Call, { command, error }: Refusal): Promise<Outcome<ApplicationRecord> | null> {
  const job = await jobInfo(call, command.jobRemoteId);
  if (job.ok ? job.value.status !== 'OPEN' : job.error.code === 'JOB_NOT_OPEN') {
    const requestId = error.requestId === undefined ? {} : { requestId: error.requestId };
    return { kind: 'REJECTED', error: atsError('JOB_NOT_OPEN', 'The job is not open in Ashby.', requestId) };
  }
  const since = await findApplication(call, command);
  return since.ok && since.value !== null ? { kind: 'ALREADY', value: since.value } : null;
}
