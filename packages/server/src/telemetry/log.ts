/**
 * The log of a process: JSON lines on the standard error. What may be in a line is listed here, so that
 * nothing gets there by accident: ids, codes and counts, never a name, an address or a secret.
 */
import pino, { type DestinationStream, type Logger } from 'pino';
import { currentScope } from './scope.ts';
import { currentTraceId } from './tracing.ts';

const allowed = new Set([
  'err',
  'requestId',
  'traceId',
  'accountId',
  'integrationId',
  'runId',
  'contactId',
  'intentId',
  'connector',
  'code',
  'path',
]);

export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      serializers: { err: problemOf },
      mixin: () => ({ ...currentScope(), traceId: currentTraceId() }),
      formatters: { log: onlyAllowed },
    },
    destination,
  );
}

function onlyAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name)));
}

/** Of an error only what it says: a database's error carries its connection along. */
function problemOf({ name, message, stack, code }: Error & { readonly code?: string }) {
  return { name, message, code, stack };
}
