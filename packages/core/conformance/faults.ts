import type { HttpResult, Send } from '../src/connector/transport.ts';

/** What can break on the way, and whether the request reached the ATS before it did. */
export const faults = {
  NOT_SENT: { reached: 'NO', says: 'the connection was refused' },
  RESET_BEFORE: { reached: 'NO', says: 'the connection broke before the ATS read it' },
  RESET_AFTER: { reached: 'YES', says: 'the connection broke after the ATS did it' },
  SERVER_ERROR_BEFORE: { reached: 'NO', says: 'HTTP 500, and nothing was done' },
  SERVER_ERROR_AFTER: { reached: 'YES', says: 'HTTP 500, and it was done' },
  CUT_ANSWER: { reached: 'YES', says: 'half an answer' },
  WEB_PAGE: { reached: 'YES', says: 'a web page with HTTP 200' },
  TOO_MANY: { reached: 'NO', says: 'HTTP 429 with a time to wait' },
  TOO_MANY_BARE: { reached: 'NO', says: 'HTTP 429 without a word' },
} as const;
export type Fault = keyof typeof faults;

export const waitS = 7;

/** Breaks the request with this number, counted from 1; the others pass. */
export function breaking(fault: Fault, number: number): (send: Send) => Send {
  return (send) => {
    let count = 0;
    return async (request) => {
      count += 1;
      if (count !== number) return send(request);
      const result = faults[fault].reached === 'YES' ? await send(request) : null;
      return broken(fault, result);
    };
  };
}

function broken(fault: Fault, result: HttpResult | null): HttpResult {
  const answer = {
    kind: 'ANSWERED',
    headers: { 'content-type': 'text/html' },
    body: '<html>Something broke</html>',
  } as const;
  switch (fault) {
    case 'NOT_SENT':
      return { kind: 'NOT_SENT', reason: 'refused' };
    case 'RESET_BEFORE':
    case 'RESET_AFTER':
      return { kind: 'NO_ANSWER', reason: 'the connection broke' };
    case 'SERVER_ERROR_BEFORE':
    case 'SERVER_ERROR_AFTER':
      return { ...answer, status: 500 };
    case 'CUT_ANSWER':
      return result?.kind === 'ANSWERED'
        ? { ...result, body: result.body.slice(0, Math.floor(result.body.length / 2)) || '{' }
        : { ...answer, status: 200, body: '{' };
    case 'WEB_PAGE':
      return { ...answer, status: 200 };
    case 'TOO_MANY':
      return { ...answer, status: 429, headers: { 'retry-after': String(waitS) } };
    case 'TOO_MANY_BARE':
      return { ...answer, status: 429 };
  }
}

/** Every object of an answer has a field more, and every word that looks like one of a few is a new one. */
export function drifted(send: Send): Send {
  return async (request) => {
    const result = await send(request);
    return result.kind === 'ANSWERED' ? { ...result, body: driftedBody(result.body) } : result;
  };
}

const chosenFromFew = /(status|state|stage|type|source|visibility)$/i;

function driftedBody(body: string): string {
  try {
    const parsed = JSON.parse(body, (name, value: unknown) => {
      if (typeof value === 'string' && chosenFromFew.test(name)) return 'NeverHeardOf';
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, neverHeardOf: [1] }
        : value;
    }) as unknown;
    return JSON.stringify(parsed);
  } catch {
    return body;
  }
}
