import { z } from 'zod';
import { defineOperation, idSchema, notVisible, refuse, timestampSchema } from '../operation.ts';
import { applicationWithHistory } from '../view.ts';
import { visibleCandidate, visibleJob } from '../visibility.ts';

/**
 * The answer to a job that is not open is not documented: here it is refused, with the one code for input
 * that Ashby does publish. What a second application leads to is a setting.
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
  run: (world, { candidateId, jobId, createdAt, sourceId, creditedToUserId }) => {
    const { state, commit, newId, now, kept, unknowns } = world;
    if (visibleCandidate(world, candidateId) === null) return notVisible('candidate');
    const job = visibleJob(world, jobId);
    if (job === null) return notVisible('job');
    if (job.status !== 'Open') return refuse('invalid_input', 'The job is not open');
    const theirs = state.applicationsByCandidate.idsOf(candidateId);
    const before = theirs.map((id) => state.applications.get(id)?.record).find((one) => one?.jobId === jobId);
    if (before && unknowns.secondApplication === 'RETURNED') {
      return { ok: true, results: applicationWithHistory(state, before) };
    }
    if (before && unknowns.secondApplication === 'REFUSED') {
      return refuse('invalid_input', 'The candidate is already considered for this job');
    }
    const at = now.toISOString();
    const record = {
      id: newId('application'),
      candidateId,
      jobId,
      sourceId: sourceId ?? null,
      creditedToUserId: creditedToUserId ?? null,
      createdAt: kept(createdAt ?? at),
      updatedAt: at,
    };
    commit({ kind: 'APPLICATION', record });
    return { ok: true, results: applicationWithHistory(state, record) };
  },
});
