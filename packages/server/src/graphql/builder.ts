import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin, { resolveNodes } from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { GraphQLResolveInfo } from 'graphql';
import type PrismaTypes from '../generated/pothos.ts';
import { getDatamodel } from '../generated/pothos.ts';
import { orNull } from './absent.ts';
import type { Context } from './context.ts';
import { describeCounts } from './describe-counts.ts';
import { relay } from './relay.ts';
import { ForbiddenError } from './user-error.ts';

type Types = {
  PrismaTypes: PrismaTypes;
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    ID: { Input: string; Output: string };
  };
  AuthScopes: { read: boolean; write: boolean; manager: boolean };
};

export const builder = new SchemaBuilder<Types>({
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, PrismaPlugin, describeCounts],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${fieldName}Result`,
      description: 'What came of it, or why it was refused.',
    },
  },
  scopeAuth: {
    authScopes: ({ caller: { scopes } }) => ({
      read: scopes.includes('READ'),
      write: scopes.includes('CONTACTS') || scopes.includes('MANAGE'),
      manager: scopes.includes('MANAGE'),
    }),
    unauthorizedError: (_, { caller, refusals }, { parentType, fieldName }) => {
      if (parentType.name === 'Mutation') refusals.push(fieldName);
      return new ForbiddenError(caller);
    },
  },
  relay: {
    ...relay,
    nodeQueryOptions: {
      ...relay.nodeQueryOptions,
      resolve: async (_, { id }, __, ___, resolveNode) => orNull(resolveNode(id)),
    },
    nodesQueryOptions: {
      ...relay.nodesQueryOptions,
      // One by one: a missing one must not take the others along. Prisma batches them again.
      resolve: (root, args, context, info): Promise<unknown[]> =>
        relay.nodesQueryOptions.resolve(root, args, context, info, (ids) =>
          Promise.all(ids.map((id): Promise<unknown> => nodeOrNull(id, context, info))),
        ),
    },
  },
  prisma: {
    client: ({ database }) => database,
    dmmf: getDatamodel(),
    defaultConnectionSize: 25,
    maxConnectionSize: 100,
    onUnusedQuery: null,
  },
});

builder.queryType({
  description: 'What can be read. Everything belongs to the account of the token, which needs the scope READ.',
  authScopes: { read: true },
});
builder.mutationType({
  description:
    'What can be changed. Each answers with its success, or with why it was refused. A token needs the scope CONTACTS, or MANAGE where a field says so.',
  authScopes: { write: true },
});
builder.subscriptionType({
  description: 'What can be followed live, over graphql-ws or server-sent events. A token needs the scope READ.',
  authScopes: { read: true },
});

type NodeId = { readonly typename: string; readonly id: string };

function nodeOrNull(id: NodeId, context: Context, info: GraphQLResolveInfo): Promise<unknown> {
  return orNull(resolveNodes(builder, context, info, [id]).then(([node]) => node));
}
