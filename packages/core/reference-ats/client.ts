import { z } from 'zod';
import type { SessionContext } from '../src/connector/define-connector.ts';
import type { HttpRequest, HttpResult } from '../src/connector/transport.ts';
import { type AtsError, atsError } from '../src/errors/ats-error.ts';
import { errorOf, isExpired, type Refused } from './errors.ts';

/** What came of a call, without what it means. */
export type Reply =
  | { readonly kind: 'BODY'; readonly status: number; readonly body: unknown }
  | Refused
  /** Nothing of the call itself was sent: the access could not be opened, or the way is closed. */
  | { readonly kind: 'NOT_SENT'; readonly error: AtsError }
  /** It left, and nothing says what became of it. */
  | { readonly kind: 'UNCLEAR'; readonly reason: string };

export type Call = (wish: {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly body?: unknown;
  /** Of a write: the same key is done once. */
  readonly key?: string;
}) => Promise<Reply>;

const access = z.object({ accessToken: z.string() });

/** Opens the access with the first call, keeps it, and forgets it when it has run out. */
export function referenceClient({ credential, baseUrl, send }: SessionContext): Call {
  let token: string | null = null;
  const post = (path: string, body: unknown): HttpRequest => ({
    method: 'POST',
    url: new URL(path, baseUrl).href,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  async function open(): Promise<AtsError | null> {
    const { clientId, clientSecret } = credential;
    const reply = read(await send(post('/token', { clientId, clientSecret })));
    const given = reply.kind === 'BODY' ? access.safeParse(reply.body).data : undefined;
    token = given?.accessToken ?? null;
    return token === null ? failureOf(reply) : null;
  }
  return async ({ method, path, body, key }) => {
    const closed = token === null ? await open() : null;
    if (closed !== null) return { kind: 'NOT_SENT', error: closed };
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(key === undefined ? {} : { 'idempotency-key': key, 'x-acting-user': credential.actingUser ?? '' }),
    };
    const request = { method, url: new URL(path, baseUrl).href, headers };
    const reply = read(await send(body === undefined ? request : { ...request, body: JSON.stringify(body) }));
    if (reply.kind === 'REFUSED' && isExpired(reply)) token = null;
    return reply;
  };
}

/** Why something was not read, or not sent. */
export function failureOf(reply: Reply): AtsError {
  switch (reply.kind) {
    case 'NOT_SENT':
      return reply.error;
    case 'REFUSED':
      return errorOf(reply);
    case 'UNCLEAR':
      return atsError('REMOTE_UNAVAILABLE', `The ATS gave no usable answer: ${reply.reason}.`);
    case 'BODY':
      return atsError('CONTRACT_DRIFT', 'The ATS answered in a shape that we do not know.');
  }
}

function read(result: HttpResult): Reply {
  switch (result.kind) {
    case 'NOT_SENT':
      return {
        kind: 'NOT_SENT',
        error: atsError('REMOTE_UNAVAILABLE', `The ATS could not be reached: ${result.reason}.`),
      };
    case 'NO_ANSWER':
      return { kind: 'UNCLEAR', reason: result.reason };
    case 'ANSWERED': {
      const { status, headers } = result;
      const body = parse(result.body);
      if (status >= 400 && status < 500) return { kind: 'REFUSED', status, headers, body };
      if (status >= 500 || (body === undefined && status !== 204)) return { kind: 'UNCLEAR', reason: `HTTP ${status}` };
      return { kind: 'BODY', status, body: body ?? null };
    }
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
