import { type Failure, failureAnswer, type HttpAnswer, successAnswer, textAnswer, withHeaders } from './answer.ts';
import type { Call } from './call.ts';
import { operations } from './catalog.ts';
import type { JournalOutcome } from './journal.ts';
import type { Operation, Result } from './operation.ts';
import type { Parts } from './parts.ts';
import type { ApiKey } from './records.ts';

export type Response = { readonly answer: HttpAnswer; readonly outcome: JournalOutcome };
export type Moment = { readonly now: Date; readonly requestId: string };

/** Carries a call out as Ashby would: who, how often, may they, then the operation. */
export function respond(parts: Parts, call: Call, moment: Moment): Response {
  if (call.apiKey === null) return turnedAway(401, 'unauthorized', 'Missing API key');
  const key = parts.store.state.keys.get(call.apiKey)?.record;
  if (key === undefined || key.status === 'REVOKED') {
    return turnedAway(403, 'forbidden', 'The API key is not valid or was deactivated');
  }
  const { admitted, headers } = parts.rateLimit.admit(key.apiKey, moment.now);
  const response = admitted ? carryOut(parts, { call, key, moment }) : refused(429, tooMany, moment);
  return { ...response, answer: withHeaders(response.answer, headers) };
}

export const tooMany: Failure = { code: 'rate_limit_exceeded', message: 'Rate limit exceeded' };

type Authenticated = { readonly call: Call; readonly key: ApiKey; readonly moment: Moment };

function carryOut(parts: Parts, { call, key, moment }: Authenticated): Response {
  const operation = operations.get(call.operation);
  if (operation === undefined) return turnedAway(404, 'unknown_endpoint', 'Not Found');
  if (!key.permissions.includes(operation.permission)) return refused(403, missing(operation), moment);
  if (call.body.kind === 'UNREADABLE') {
    return refused(200, { code: 'invalid_input', message: 'The body is not JSON' }, moment);
  }
  const { state, commit } = parts.store;
  return told(operation.run({ state, key, now: moment.now, commit }, call.body.value), moment);
}

function told(result: Result, moment: Moment): Response {
  if (!result.ok) return refused(200, result, moment);
  const { results, page } = result;
  return { answer: successAnswer({ results, ...page }), outcome: { status: 200, success: true, ...idOf(results) } };
}

function missing({ permission }: Operation): Failure {
  return { code: 'missing_endpoint_permission', message: `The API key lacks the permission ${permission}` };
}

function refused(status: number, failure: Failure, { requestId }: Moment): Response {
  const outcome = { status, success: false, code: failure.code };
  return { answer: failureAnswer(status, failure, requestId), outcome };
}

/** Not an envelope: what Ashby sends with these is not documented, and need not be JSON. */
function turnedAway(status: number, code: string, text: string): Response {
  return { answer: textAnswer(status, text), outcome: { status, success: false, code } };
}

function idOf(results: unknown): { id: string } | Record<string, never> {
  const isRecord = typeof results === 'object' && results !== null && 'id' in results;
  return isRecord && typeof results.id === 'string' ? { id: results.id } : {};
}
