import { createYoga } from 'graphql-yoga';
import type { Context, Parts } from '../graphql/context.ts';
import { loadersOf } from '../graphql/loaders.ts';
import { schema } from '../graphql/schema.ts';
import type { Caller } from '../security/authenticate.ts';
import { maskError } from './mask-error.ts';
import { observeOperations } from './observe-operations.ts';

/** What the gates in front have found out about a request. */
export type Admitted = { readonly caller: Caller };

/** GraphQL over HTTP: queries and mutations as JSON, subscriptions as server-sent events. */
export function graphqlOverHttp(parts: Parts) {
  return createYoga<Admitted, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    context: ({ caller }) => contextOf(parts, caller),
    cors: false,
    batching: false,
    multipart: false,
    landingPage: false,
    graphiql: false,
    logging: false,
    maskedErrors: { maskError: maskError(parts.log) },
    plugins: [observeOperations],
  });
}

export function contextOf({ tenancy, ...parts }: Parts, caller: Caller): Context {
  const database = tenancy.forAccount(caller.accountId);
  return { ...parts, database, caller, loaders: loadersOf(database, caller.accountId) };
}
