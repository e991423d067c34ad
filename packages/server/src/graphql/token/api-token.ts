import { scopesFor, tokenScopes } from '../../security/rights.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';

export const TokenScope = builder.enumType('TokenScope', {
  description: 'What a token may.',
  values: describedValues(tokenScopes, asItIs),
});

export const ApiToken = builder.prismaNode('ApiToken', {
  description:
    'Opens the API for a program. Its secret was shown once, when it was made. For owners and managers; a token needs MANAGE.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id }, kind: 'API' }),
  authScopes: { manager: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    scopes: t.field({
      type: [TokenScope],
      select: { scopes: true },
      description: 'What it may, as long as the member who made it may that.',
      resolve: ({ scopes }) => scopesFor('OWNER', scopes),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends by itself.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Its last use, to the minute; null when it was never used.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended by a person; null when it was not.',
    }),
  }),
});

builder.queryField('apiTokens', (t) =>
  t.prismaConnection({
    type: ApiToken,
    cursor: 'accountId_id',
    description: 'The tokens of programs, newest first, those that have ended included.',
    authScopes: { manager: true },
    totalCount: (_, __, { database, caller: { accountId } }) =>
      database.apiToken.count({ where: { accountId, kind: 'API' } }),
    resolve: (query, _, __, { database, caller: { accountId } }) =>
      database.apiToken.findMany({ ...query, where: { accountId, kind: 'API' }, orderBy: { id: 'desc' } }),
  }),
);
