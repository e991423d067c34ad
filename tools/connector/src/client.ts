import type { HttpRequest, HttpResult, SessionContext } from '@handoff/core';

/** What came of a call, without what it means: `errors.ts` and `answers.ts` know that. */
export type Reply =
  | { readonly kind: 'BODY'; readonly status: number; readonly body: unknown }
  | Refused
  | { readonly kind: 'NOT_SENT'; readonly reason: string }
  /** It left, and nothing says what became of it. */
  | { readonly kind: 'UNCLEAR'; readonly reason: string };

export type Refused = {
  readonly kind: 'REFUSED';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

export type Call = (method: HttpRequest['method'], path: string, body?: unknown) => Promise<Reply>;

/** One call, sent once. It never retries, waits or logs: the engine does. */
export function exampleClient({ credential, baseUrl, send }: SessionContext): Call {
  const headers = { authorization: `Bearer ${credential.apiKey ?? ''}`, 'content-type': 'application/json' };
  return async (method, path, body) => {
    const request = { method, url: new URL(path, baseUrl).href, headers };
    return read(await send(body === undefined ? request : { ...request, body: JSON.stringify(body) }));
  };
}

function read(result: HttpResult): Reply {
  if (result.kind === 'NOT_SENT') return result;
  if (result.kind === 'NO_ANSWER') return { kind: 'UNCLEAR', reason: result.reason };
  const { status, headers } = result;
  const body = parse(result.body);
  if (status >= 400 && status < 500) return { kind: 'REFUSED', status, headers, body };
  return status >= 500 || body === undefined
    ? { kind: 'UNCLEAR', reason: `HTTP ${status}` }
    : { kind: 'BODY', status, body };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
