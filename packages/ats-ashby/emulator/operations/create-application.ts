import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineOperation, idSchema, notVisible, refuse, timestampSchema } from '../operation.ts';
import { applicationWithHistory } from '../view.ts';
import { visibleJob } from '../visibility.ts';

/**
 * The answers to a second application and to a job that is not open are not documented. Here both are
 * refused, with the one code for input that Ashby does publish.
 */
export const createApplication = defineOperation({
  name: 'application.create',
  permission: 'candidates:write',
  input: z.object({
    candidateId: idSchema,
    jobId: idSchema,
    sourceId: idSchema.optional(),
    creditedToUserId: idSchema.optional(),
    createdAt: timestampSchema.optional(),
  }),
  run: (world, { candidateId, jobId, createdAt }) => {
    const { state, commit, now } = world;
    if (!state.candidates.has(candidateId)) return notVisible('candidate');
    const job = visibleJob(world, jobId);
    if (job === null) return notVisible('job');
    if (job.status !== 'Open') return refuse('invalid_input', 'The job is not open');
    const theirs = [...(state.applicationsByCandidate.get(candidateId) ?? [])];
    if (theirs.some((id) => state.applications.get(id)?.record.jobId === jobId)) {
      return refuse('invalid_input', 'The candidate is already considered for this job');
    }
    const at = now.toISOString();
    const record = { id: randomUUID(), candidateId, jobId, createdAt: createdAt ?? at, updatedAt: at };
    commit({ kind: 'APPLICATION', record });
    return { ok: true, results: applicationWithHistory(state, record) };
  },
});
