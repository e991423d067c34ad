import { connectIntegration } from '../../integrations/connect.ts';
import { builder } from '../builder.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { Integration } from './integration.ts';

const ConnectIntegrationInput = builder.inputType('ConnectIntegrationInput', {
  description: 'An ATS to connect.',
  fields: (t) => ({
    connectorId: t.id({ required: true, description: 'Which ATS.' }),
    credential: t.field({
      type: 'JSON',
      required: true,
      description: 'Field name to value, as `credentialSchema` says.',
    }),
  }),
});

builder.mutationField('connectIntegration', (t) =>
  t.prismaField({
    type: Integration,
    description:
      'Connects an ATS. The credential is checked first, and kept only when it is good; a new integration starts OFF.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'ConnectIntegrationResult' } },
    args: { input: t.arg({ type: ConnectIntegrationInput, required: true, description: 'Which, and with what.' }) },
    resolve: async (query, _, { input }, context) => {
      const { accountId } = context.caller;
      const { integrationId: id } = unwrap(await connectIntegration(context, context.caller, input));
      context.relay.changed(accountId);
      return context.database.integration.findUniqueOrThrow({ ...query, where: { accountId_id: { accountId, id } } });
    },
  }),
);
