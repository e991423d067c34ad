import {
  type Failure,
  failureAnswer,
  type HttpAnswer,
  jsonAnswer,
  successAnswer,
  textAnswer,
  withErrorObjects,
  withHeaders,
} from './answer.ts';
import type { Call } from './call.ts';
import { operations } from './catalog.ts';
import type { JournalOutcome } from './journal.ts';
import { missingPermission, type Operation, type Result } from './operation.ts';
import type { Parts } from './parts.ts';
import type { ApiKey } from './records.ts';
import type { Unknowns } from './unknowns.ts';

export type Response = { readonly answer: HttpAnswer; readonly outcome: JournalOutcome };
export type Moment = { readonly now: Date; readonly requestId: string };

/** Carries a call out as Ashby would: who, how often, may they, then the operation. */
export async function respond(parts: Parts, call: Call, moment: Moment): Promise<Response> {
  const { authBodies } = parts.unknowns.current;
  if (call.apiKey === null) return turnedAway(401, 'unauthorized', { text: 'Missing API key', authBodies });
  const key = parts.store.state.keys.get(call.apiKey)?.record;
  if (key === undefined || key.status === 'REVOKED') {
    return turnedAway(403, 'forbidden', { text: 'The API key is not valid or was deactivated', authBodies });
  }
  const { admitted, headers } = parts.rateLimit.admit(key.apiKey, moment.now);
  const response = admitted ? await carryOut(parts, { call, key, moment }) : refused(429, tooMany, moment);
  const answer = parts.unknowns.current.errorList === 'OBJECTS' ? withErrorObjects(response.answer) : response.answer;
  return { ...response, answer: withHeaders(answer, headers) };
}

export const tooMany: Failure = { code: 'rate_limit_exceeded', message: 'Rate limit exceeded' };

type Authenticated = { readonly call: Call; readonly key: ApiKey; readonly moment: Moment };

async function carryOut(parts: Parts, { call, key, moment }: Authenticated): Promise<Response> {
  const operation = operations.get(call.operation);
  if (operation === undefined) return turnedAway(404, 'unknown_endpoint', { text: 'Not Found', authBodies: 'TEXT' });
  if (!key.permissions.includes(operation.permission)) return refused(403, missing(operation), moment);
  if (call.body.kind === 'UNREADABLE') {
    return refused(200, { code: 'invalid_input', message: 'The body is not JSON' }, moment);
  }
  const { store, hooks, newId } = parts;
  const unknowns = parts.unknowns.current;
  const kept = (time: string) => (unknowns.milliseconds === 'CUT' ? time.replace(/\.\d+Z$/, '.000Z') : time);
  const { state, commit } = store;
  const world = { state, commit, newId, key, now: moment.now, unknowns, hooks, kept };
  return told(await operation.run(world, call.body.value), moment);
}

function told(result: Result, moment: Moment): Response {
  if (!result.ok) return refused(result.code === missingPermission ? 403 : 200, result, moment);
  const { results, page } = result;
  return { answer: successAnswer({ results, ...page }), outcome: { status: 200, success: true, ...idOf(results) } };
}

function missing({ permission }: Operation): Failure {
  return { code: missingPermission, message: `The API key lacks the permission ${permission}` };
}

function refused(status: number, failure: Failure, { requestId }: Moment): Response {
  const outcome = { status, success: false, code: failure.code };
  return { answer: failureAnswer(status, failure, requestId), outcome };
}

/** Not an envelope: what Ashby sends with these is not documented, and need not be JSON. */
function turnedAway(
  status: number,
  code: string,
  { text, authBodies }: { text: string; authBodies: Unknowns['authBodies'] },
): Response {
  const answer = authBodies === 'JSON' ? jsonAnswer(status, { message: text }) : textAnswer(status, text);
  return { answer, outcome: { status, success: false, code } };
}

function idOf(results: unknown): { id: string } | Record<string, never> {
  const isRecord = typeof results === 'object' && results !== null && 'id' in results;
  return isRecord && typeof results.id === 'string' ? { id: results.id } : {};
}
