import { revokeApiToken } from '../../access/revoke-api-token.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { ApiToken } from './api-token.ts';

const RevokeApiTokenInput = builder.inputType('RevokeApiTokenInput', {
  description: 'A token to end.',
  fields: (t) => ({ tokenId: t.id({ required: true, description: 'Which.' }) }),
});

builder.mutationField('revokeApiToken', (t) =>
  t.prismaField({
    type: ApiToken,
    description: 'Ends a token: its next request is refused, and what it follows ends within 30 seconds.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'RevokeApiTokenResult' } },
    args: { input: t.arg({ type: RevokeApiTokenInput, required: true, description: 'Which.' }) },
    resolve: async (query, _, { input }, { database, caller }) => {
      const id = inputId('ApiToken', input.tokenId, 'tokenId');
      unwrap(await revokeApiToken(database, caller, id));
      return database.apiToken.findUniqueOrThrow({
        ...query,
        where: { accountId_id: { accountId: caller.accountId, id } },
      });
    },
  }),
);
