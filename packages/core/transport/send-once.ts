import type { HttpRequest, HttpResult, Send } from '../src/connector/transport.ts';

export type SendLimits = {
  /** The only origin that may be reached. */
  readonly origin: string;
  /** From the first byte sent to the last one read, in milliseconds. */
  readonly timeoutMs: number;
  /** Of the answer's body, decoded. */
  readonly maxBytes: number;
  /** What reaches it: one that refuses more, where there is one. */
  readonly fetch?: typeof globalThis.fetch;
};

/** The errors in which no request byte left: safe to send again (undici's and Node's codes). */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The web platform's `fetch` as a `Send`: one attempt, one origin, no redirect, bounded time and size. */
export function sendOnce(limits: SendLimits): Send {
  return async (request) => {
    if (URL.parse(request.url)?.origin !== limits.origin) {
      return { kind: 'NOT_SENT', reason: `requests may only go to ${limits.origin}` };
    }
    return attempt(request, limits);
  };
}

async function attempt(request: HttpRequest, limits: SendLimits): Promise<HttpResult> {
  const { fetch = globalThis.fetch } = limits;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.timeoutMs),
    });
    const body = await readBounded(response, limits.maxBytes);
    if (body === null) return { kind: 'NO_ANSWER', reason: `the answer is longer than ${limits.maxBytes} bytes` };
    return { kind: 'ANSWERED', status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    return classify(error);
  }
}

function classify(error: unknown): HttpResult {
  const code = errorCode(error);
  if (code !== null && notSentCodes.has(code)) return { kind: 'NOT_SENT', reason: code };
  if (error instanceof Error && error.name === 'TimeoutError')
    return { kind: 'NO_ANSWER', reason: 'no answer in time' };
  return { kind: 'NO_ANSWER', reason: code ?? 'the connection broke' };
}

function errorCode(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
}

async function readBounded(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
