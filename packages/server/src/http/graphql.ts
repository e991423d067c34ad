import { createYoga, type Plugin } from 'graphql-yoga';
import type { Context, Parts } from '../graphql/context.ts';
import { loadersOf } from '../graphql/loaders.ts';
import { schema } from '../graphql/schema.ts';
import type { Caller } from '../security/authenticate.ts';

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
    maskedErrors: { isDev: false },
    plugins: [useErrorLog(parts)],
  });
}

export function contextOf(parts: Parts, caller: Caller): Context {
  return { ...parts, caller, loaders: loadersOf(parts.database, caller.accountId) };
}

/** Unexpected errors are masked in the answer and logged once, here. */
function useErrorLog({ log }: Parts): Plugin {
  return {
    onExecutionResult({ result }) {
      const errors = result && 'errors' in result ? (result.errors ?? []) : [];
      for (const { originalError, path } of errors) {
        if (originalError) log.error({ err: originalError, path }, 'an operation failed unexpectedly');
      }
    },
  };
}
