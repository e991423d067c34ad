import type { AskedSync } from '../../resync/asked-sync.ts';
import { assignJob } from '../../resync/assign-job.ts';
import { builder } from '../builder.ts';
import { inputId, rowId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { askedRows, askedSyncType } from './asked-sync.ts';

const AssignJobInput = builder.inputType('AssignJobInput', {
  description: 'Contacts who have synced, and the job that they lack.',
  fields: (t) => ({
    syncIds: t.idList({ required: true, description: 'At most 1,000.' }),
    jobId: t.id({ required: true, description: 'Which job.' }),
  }),
});

const AssignJobResult = askedSyncType('AssignedJob');

const Success = builder.objectRef<readonly AskedSync[]>('AssignJobSuccess').implement({
  description: 'The request was taken, each contact for itself.',
  fields: (t) => ({
    results: t.field({
      type: [AssignJobResult],
      description: 'One for each, in the order of the request.',
      resolve: (asked, _, context) => askedRows(asked, context),
    }),
  }),
});

builder.mutationField('assignJob', (t) =>
  t.field({
    type: Success,
    description: 'Gives contacts who have synced the application to a job that they lack. It never happens by itself.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'AssignJobResult' } },
    args: { input: t.arg({ type: AssignJobInput, required: true, description: 'Whom, and which job.' }) },
    resolve: async (_, { input }, { database, queue, relay, caller }) => {
      const asked = {
        syncIds: input.syncIds.map((id) => rowId('Sync', id)),
        jobId: inputId('Job', input.jobId, 'jobId'),
      };
      const assigned = unwrap(await assignJob({ database, wakeOwners: queue.wakeOwners }, caller, asked));
      relay.changed(caller.accountId);
      return assigned;
    },
  }),
);
