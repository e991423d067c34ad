import { z } from 'zod';
import { defineControl } from '../control.ts';
import { mergeChange, stageEvents } from '../merge.ts';
import { idSchema, timestampSchema } from '../operation.ts';
import { stages } from '../organization.ts';
import { applicationView, candidateView } from '../view.ts';

const addPerson = defineControl({
  path: 'candidates',
  says: 'a person of the organisation adds a candidate',
  input: z.object({
    name: z.string().min(1),
    email: z.string().nullable().default(null),
    alternateEmails: z.array(z.string()).default([]),
    linkedInUrl: z.url().optional(),
    createdAt: timestampSchema.optional(),
  }),
  run({ store, newId, now }, { linkedInUrl, createdAt, ...input }) {
    const at = now().toISOString();
    const socialLinks = linkedInUrl === undefined ? [] : [{ type: 'LinkedIn', url: linkedInUrl } as const];
    const times = { createdAt: createdAt ?? at, updatedAt: at, addedAt: at, cameBy: 'HAND' } as const;
    const record = { ...input, id: newId('candidate'), phoneNumber: null, socialLinks, ...times };
    store.commit({ kind: 'CANDIDATE', record });
    return candidateView(store.state, record);
  },
});

const deletePerson = defineControl({
  path: 'candidates/delete',
  says: 'deletes a candidate with all applications; webhooks tell it',
  input: z.object({ candidateId: idSchema }),
  run({ store, hooks }, { candidateId }) {
    if (!store.state.candidates.has(candidateId)) return null;
    store.commit({ kind: 'CANDIDATE_GONE', candidateId });
    hooks.tell('candidateDelete', { candidate: { id: candidateId } });
    return { deleted: true };
  },
});

const mergePeople = defineControl({
  path: 'candidates/merge',
  says: 'merges one candidate into another; webhooks tell it',
  input: z.object({ deletedId: idSchema, mergedId: idSchema }),
  run({ store, hooks }, { deletedId, mergedId }) {
    const change = mergeChange(store.state, { deletedId, mergedId });
    if (change === null) return null;
    store.commit(change);
    hooks.tell('candidateMerge', { deletedCandidate: { id: deletedId }, mergedCandidate: { id: mergedId } });
    return { merged: true };
  },
});

const moveApplication = defineControl({
  path: 'applications/stage',
  says: `moves an application to a stage (${stages.map(({ title }) => title).join(', ')}, by id); webhooks tell it`,
  input: z.object({ applicationId: idSchema, stageId: z.enum(stages.map(({ id }) => id)) }),
  run({ store, hooks, now }, { applicationId, stageId }) {
    const application = store.state.applications.get(applicationId)?.record;
    if (application === undefined) return null;
    const record = { ...application, stageId, updatedAt: now().toISOString() };
    store.commit({ kind: 'APPLICATION', record });
    const view = applicationView(store.state, record);
    for (const type of stageEvents(view.status)) hooks.tell(type, { application: view });
    return view;
  },
});

export const peopleControls = [addPerson, deletePerson, mergePeople, moveApplication];
