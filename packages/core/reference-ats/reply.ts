import type { HttpResult } from '../src/connector/transport.ts';
import { type AtsError, atsError } from '../src/errors/ats-error.ts';

/** Turned down: nothing was done. */
export type Refused = {
  readonly kind: 'REFUSED';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** What came of a call, without what it means. */
export type Reply =
  | { readonly kind: 'BODY'; readonly status: number; readonly body: unknown }
  | Refused
  /** Nothing of the call itself was sent: the access could not be opened, or the way is closed. */
  | { readonly kind: 'NOT_SENT'; readonly error: AtsError }
  /** It left, and nothing says what became of it. */
  | { readonly kind: 'UNCLEAR'; readonly reason: string };

export function readReply(result: HttpResult): Reply {
  switch (result.kind) {
    case 'NOT_SENT': {
      const error = atsError('REMOTE_UNAVAILABLE', `The ATS could not be reached: ${result.reason}.`);
      return { kind: 'NOT_SENT', error };
    }
    case 'NO_ANSWER':
      return { kind: 'UNCLEAR', reason: result.reason };
    case 'ANSWERED':
      return readAnswer(result);
  }
}

function readAnswer({ status, headers, body: text }: Extract<HttpResult, { kind: 'ANSWERED' }>): Reply {
  const body = parse(text);
  // 408 is a time-out on the way, like a 5xx; every other 4xx is a no, in whatever form.
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'REFUSED', status, headers, body };
  const isGood = status >= 200 && status < 300 && (body !== undefined || status === 204);
  return isGood ? { kind: 'BODY', status, body: body ?? null } : { kind: 'UNCLEAR', reason: `HTTP ${status}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
