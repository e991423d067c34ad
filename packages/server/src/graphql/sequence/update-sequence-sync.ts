import { updateSequenceSync } from '../../sequences/update-sequence-sync.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { JobSelection, Sequence } from './sequence.ts';

const UpdateSequenceSyncInput = builder.inputType('UpdateSequenceSyncInput', {
  description: 'How a sequence syncs. What is left out stays.',
  fields: (t) => ({
    sequenceId: t.id({ required: true, description: 'Which.' }),
    syncEnabled: t.boolean({ description: 'Off wins over every mode.' }),
    jobSelection: t.field({ type: JobSelection, description: 'Where its job comes from.' }),
    jobId: t.id({ description: 'The job, with the selection JOB.' }),
  }),
});

builder.mutationField('updateSequenceSync', (t) =>
  t.prismaField({
    type: Sequence,
    description: 'Switches a sequence’s sync and chooses its job, for what happens from now on.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'UpdateSequenceSyncResult' } },
    args: { input: t.arg({ type: UpdateSequenceSyncInput, required: true, description: 'The change.' }) },
    resolve: async (query, _, { input }, { database, caller }) => {
      const { jobId, jobSelection, syncEnabled } = input;
      const id = inputId('Sequence', input.sequenceId, 'sequenceId');
      const change = {
        sequenceId: id,
        ...(typeof syncEnabled === 'boolean' ? { syncEnabled } : {}),
        ...(jobSelection ? { jobSelection } : {}),
        ...(jobId ? { jobId: inputId('Job', jobId, 'jobId') } : {}),
      };
      unwrap(await updateSequenceSync(database, caller, change));
      const key = { accountId: caller.accountId, id };
      return database.sequence.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);
