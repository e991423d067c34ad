import { z } from 'zod';
import { defineControl } from '../control.ts';
import { idSchema } from '../operation.ts';
import { jobStatuses } from '../records.ts';
import { jobView } from '../view.ts';

const addJob = defineControl({
  path: 'jobs',
  says: 'a person of the organisation makes a job, open where nothing else is said',
  input: z.object({
    title: z.string().min(1),
    status: z.enum(jobStatuses).default('Open'),
    confidential: z.boolean().default(false),
  }),
  run({ store, newId, now }, input) {
    const at = now().toISOString();
    const record = { ...input, id: newId('job'), createdAt: at, updatedAt: at };
    store.commit({ kind: 'JOB', record });
    return jobView(record);
  },
});

const changeJob = defineControl({
  path: 'jobs/status',
  says: 'opens, closes or archives a job',
  input: z.object({ jobId: idSchema, status: z.enum(jobStatuses) }),
  run({ store, now }, { jobId, status }) {
    const job = store.state.jobs.get(jobId)?.record;
    if (job === undefined) return null;
    const record = { ...job, status, updatedAt: now().toISOString() };
    store.commit({ kind: 'JOB', record });
    return jobView(record);
  },
});

export const jobControls = [addJob, changeJob];
