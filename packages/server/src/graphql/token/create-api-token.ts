import { type CreatedApiToken, createApiToken } from '../../access/create-api-token.ts';
import { builder } from '../builder.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { ApiToken, TokenScope } from './api-token.ts';

const CreateApiTokenInput = builder.inputType('CreateApiTokenInput', {
  description: 'A token for a program.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is for, at most 100 characters.' }),
    scopes: t.field({ type: [TokenScope], required: true, description: 'What it may: no more than you may yourself.' }),
    expiresAt: t.field({ type: 'DateTime', required: true, description: 'When it ends: within a year.' }),
  }),
});

const Success = builder.objectRef<CreatedApiToken>('CreateApiTokenSuccess').implement({
  description: 'The token was made.',
  fields: (t) => ({
    secret: t.exposeString('secret', { description: 'To be sent as `Authorization: Bearer …`. Shown this once.' }),
    token: t.prismaField({
      type: ApiToken,
      description: 'All of it that can be seen again.',
      resolve: (query, { tokenId: id }, _, { database, caller: { accountId } }) =>
        database.apiToken.findUniqueOrThrow({ ...query, where: { accountId_id: { accountId, id } } }),
    }),
  }),
});

builder.mutationField('createApiToken', (t) =>
  t.field({
    type: Success,
    description: 'Makes a token for a program. Its secret comes back this once, and is kept only as a hash.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'CreateApiTokenResult' } },
    args: { input: t.arg({ type: CreateApiTokenInput, required: true, description: 'What it is for and may.' }) },
    resolve: async (_, { input }, { database, caller }) => unwrap(await createApiToken(database, caller, input)),
  }),
);
