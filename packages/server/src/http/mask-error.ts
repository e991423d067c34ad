import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { UserError } from '../graphql/user-error.ts';
import { currentScope } from '../telemetry/scope.ts';
import type { Openness } from './openness.ts';

/**
 * What an answer says of an error. Faults of the request, and expected ones where the schema has no
 * union for them, are told; everything else is logged once, here, and answered with an id to find it by.
 */
export function maskError(log: Logger, openness: Openness): (error: unknown) => GraphQLError {
  return (error) => {
    const original = error instanceof GraphQLError ? error.originalError : error;
    const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
    if (original instanceof UserError) {
      const { code, message, path } = original.problem;
      return new GraphQLError(message, { ...place, extensions: { code, inputPath: path } });
    }
    if (isOfRequest(error)) return openness === 'OPEN' ? error : withoutGuess(error);
    const requestId = currentScope().requestId ?? randomUUID();
    log.error({ err: original, requestId, path: place.path }, 'an operation failed unexpectedly');
    return new GraphQLError('Something went wrong here.', { ...place, extensions: { code: 'INTERNAL', requestId } });
  };
}

/** The request is at fault: graphql itself says so. */
function isOfRequest(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false;
  return !error.originalError || error.originalError instanceof GraphQLError;
}

/** What a wrong name in the variables may have meant is not told. */
function withoutGuess(error: GraphQLError): GraphQLError {
  const { nodes = null, path = null, extensions } = error;
  return new GraphQLError(error.message.replace(/ Did you mean .*$/, ''), { nodes, path, extensions });
}
