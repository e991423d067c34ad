import { z } from 'zod';
import { defineOperation, idSchema, notVisible, refuse } from '../operation.ts';
import { stages } from '../organization.ts';
import { candidateView } from '../view.ts';
import { visibleCandidate } from '../visibility.ts';

/** Not while an application is going on. */
export const anonymize = defineOperation({
  name: 'candidate.anonymize',
  permission: 'candidates:write',
  input: z.object({ candidateId: idSchema }),
  run: (world, { candidateId }) => {
    const { state, commit, now } = world;
    const before = visibleCandidate(world, candidateId);
    if (before === null) return notVisible('candidate');
    const theirs = state.applicationsByCandidate.idsOf(candidateId);
    const goesOn = theirs.some((id) => !/Hired|Archived/.test(stageOf(state.applications.get(id)?.record.stageId)));
    if (goesOn) return refuse('invalid_input', 'All applications must be archived or hired');
    const nothing = { email: null, alternateEmails: [], phoneNumber: null, socialLinks: [] };
    const record = { ...before, ...nothing, name: 'Anonymized candidate', updatedAt: now.toISOString() };
    commit({ kind: 'CANDIDATE', record });
    return { ok: true, results: candidateView(state, record) };
  },
});

function stageOf(stageId: string | undefined): string {
  return stages.find(({ id }) => id === stageId)?.type ?? 'Lead';
}
