import { cancelResync } from '../../resync/cancel.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { ResyncRun } from './resync-run.ts';

const CancelResyncInput = builder.inputType('CancelResyncInput', {
  description: 'A run to cancel.',
  fields: (t) => ({ runId: t.id({ required: true, description: 'Which.' }) }),
});

builder.mutationField('cancelResync', (t) =>
  t.prismaField({
    type: ResyncRun,
    description:
      'Cancels a run: what waits is left, unless somebody else wants it too; what is in flight ends. One that has ended stays as it is.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'CancelResyncResult' } },
    args: { input: t.arg({ type: CancelResyncInput, required: true, description: 'Which.' }) },
    resolve: async (query, _, { input }, { database, relay, caller }) => {
      const id = inputId('ResyncRun', input.runId, 'runId');
      unwrap(await cancelResync(database, caller, { runId: id }));
      relay.changed(caller.accountId);
      const key = { accountId: caller.accountId, id };
      return database.resyncRun.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);
