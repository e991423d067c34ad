import { replaceCredential } from '../../integrations/replace-credential.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { Integration } from './integration.ts';

const ReplaceCredentialInput = builder.inputType('ReplaceCredentialInput', {
  description: 'Another credential of the same organisation.',
  fields: (t) => ({
    integrationId: t.id({ required: true, description: 'Whose credential.' }),
    credential: t.field({
      type: 'JSON',
      required: true,
      description: 'Field name to value, as `credentialSchema` says.',
    }),
  }),
});

builder.mutationField('replaceCredential', (t) =>
  t.prismaField({
    type: Integration,
    description:
      'Replaces the credential without disconnecting: settings, syncs and `connectedAt` stay, and what waited for a good one goes on. One of another organisation is refused with `ACCOUNT_MISMATCH`.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'ReplaceCredentialResult' } },
    args: { input: t.arg({ type: ReplaceCredentialInput, required: true, description: 'Whose, and the new one.' }) },
    resolve: async (query, _, { input }, context) => {
      const { queue, relay, caller } = context;
      const id = inputId('Integration', input.integrationId, 'integrationId');
      const replacing = { ...context, wakeOwners: queue.wakeOwners };
      unwrap(await replaceCredential(replacing, caller, { integrationId: id, credential: input.credential }));
      relay.changed(caller.accountId);
      const key = { accountId: caller.accountId, id };
      return context.database.integration.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);
