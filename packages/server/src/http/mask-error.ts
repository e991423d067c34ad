import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { UserError } from '../graphql/user-error.ts';
import { currentScope } from '../telemetry/scope.ts';

/**
 * What an answer says of an error. Faults of the request, and expected ones where the schema has no
 * union for them, are told; everything else is logged once, here, and answered with an id to find it by.
 */
export function maskError(log: Logger): (error: unknown) => GraphQLError {
  return (error) => {
    const original = error instanceof GraphQLError ? error.originalError : error;
    const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
    if (original instanceof UserError) {
      const { code, message, path } = original.problem;
      return new GraphQLError(message, { ...place, extensions: { code, inputPath: path } });
    }
    if (error instanceof GraphQLError && (!original || original instanceof GraphQLError)) return error;
    const requestId = currentScope().requestId ?? randomUUID();
    log.error({ err: original, requestId, path: place.path }, 'an operation failed unexpectedly');
    return new GraphQLError('Something went wrong here.', { ...place, extensions: { code: 'INTERNAL', requestId } });
  };
}
