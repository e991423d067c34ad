import { createYoga, type Plugin } from 'graphql-yoga';
import type { Context, Parts } from '../graphql/context.ts';
import { loadersOf } from '../graphql/loaders.ts';
import { schema } from '../graphql/schema.ts';
import type { Caller } from '../security/authenticate.ts';
import { documentCache, nothingKept } from './document-cache.ts';
import { maskError } from './mask-error.ts';
import { observeOperations } from './observe-operations.ts';
import type { Openness } from './openness.ts';
import type { Params } from './read-params.ts';
import { recordRefusals } from './record-refusals.ts';
import { deadlineMs, useDeadline } from './use-deadline.ts';
import { useDocumentLimits } from './use-document-limits.ts';
import { useSharedFrames } from './use-shared-frames.ts';

/** What the gates in front have found out about a request. */
export type Admitted = { readonly caller: Caller; readonly body: Params };

/** GraphQL over HTTP: queries and mutations as JSON, subscriptions as server-sent events. */
export function graphqlOverHttp(parts: Parts, openness: Openness) {
  return createYoga<Admitted, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    parserAndValidationCache: { documentCache: documentCache(), errorCache: nothingKept },
    plugins: [
      observeOperations,
      useReadParams(),
      useDocumentLimits(openness),
      useDeadline(deadlineMs),
      useSharedFrames(),
      recordRefusals,
    ],
    context: ({ caller }) => contextOf(parts, caller),
    cors: false,
    batching: false,
    multipart: false,
    landingPage: false,
    graphiql: false,
    logging: false,
    maskedErrors: { maskError: maskError(parts.log, openness) },
  });
}

/** The body was read and parsed at the gates. */
function useReadParams(): Plugin<object, Admitted> {
  return {
    onRequestParse({ serverContext: { body }, setRequestParser }) {
      const { query, operationName, variables, extensions } = body;
      setRequestParser(() => ({
        ...(query ? { query } : {}),
        ...(operationName ? { operationName } : {}),
        ...(variables ? { variables } : {}),
        ...(extensions ? { extensions } : {}),
      }));
    },
  };
}

export function contextOf({ tenancy, ...parts }: Parts, caller: Caller): Context {
  const database = tenancy.forAccount(caller.accountId);
  return {
    ...parts,
    database,
    caller,
    loaders: loadersOf({ database, connectors: parts.connectors }, caller.accountId),
    refusals: [],
  };
}
