import { disconnectIntegration } from '../../integrations/disconnect.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { Integration } from './integration.ts';

const DisconnectIntegrationInput = builder.inputType('DisconnectIntegrationInput', {
  description: 'An integration to disconnect.',
  fields: (t) => ({ integrationId: t.id({ required: true, description: 'Which.' }) }),
});

builder.mutationField('disconnectIntegration', (t) =>
  t.prismaField({
    type: Integration,
    description:
      'Stops all traffic and deletes the credential. What has synced stays, here and in the ATS; who was queued or waited becomes NOT_SYNCED(DISCONNECTED). Connecting again starts a new `connectedAt`.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'DisconnectIntegrationResult' } },
    args: { input: t.arg({ type: DisconnectIntegrationInput, required: true, description: 'Which.' }) },
    resolve: async (query, _, { input }, context) => {
      const { relay, caller, database } = context;
      const id = inputId('Integration', input.integrationId, 'integrationId');
      unwrap(await disconnectIntegration(context, caller, id));
      relay.changed(caller.accountId);
      const key = { accountId: caller.accountId, id };
      return database.integration.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);
