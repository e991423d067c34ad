import { expect, test } from 'vitest';
import { errorOf } from '../src/errors.ts';
import { candidatesWrite } from '../src/permissions.ts';
import { readReply } from '../src/reply.ts';
import { retryAfterMs } from '../src/retry-after.ts';

function errorFor(status: number, body: string) {
  const reply = readReply({ kind: 'ANSWERED', status, headers: { 'x-ashby-request-id': 'R1' }, body });
  return reply.kind === 'RESULTS' ? null : { kind: reply.kind, ...errorOf(reply, candidatesWrite) };
}

test.for([
  ['401 in prose', 401, 'Missing API key', 'AUTH_MISSING'],
  ['403 in prose', 403, '<html>Forbidden</html>', 'AUTH_INVALID'],
  [
    '403 with the code',
    403,
    '{"success":false,"errorInfo":{"code":"missing_endpoint_permission"}}',
    'PERMISSION_MISSING',
  ],
  [
    '403 with an object',
    403,
    '{"success":false,"errors":[{"message":"missing_endpoint_permission"}],"errorInfo":null}',
    'PERMISSION_MISSING',
  ],
  [
    '429 in prose and code',
    429,
    '{"success":false,"errors":["Rate limit exceeded"],"errorInfo":{"code":"rate_limit_exceeded"}}',
    'RATE_LIMITED',
  ],
  ['429 from a gateway', 429, 'slow down', 'RATE_LIMITED'],
  ['200 with a string', 200, '{"success":false,"errors":["candidate_not_found"]}', 'CANDIDATE_GONE'],
  [
    '200 with a code in an object',
    200,
    '{"success":false,"errors":[{"code":"job_not_found","message":"No"}]}',
    'JOB_NOT_OPEN',
  ],
  ['200 with nothing more', 200, '{"success":false}', 'VALIDATION'],
  ['400 in an envelope', 400, '{"success":false,"errorInfo":{"code":"invalid_input"}}', 'VALIDATION'],
  ['404 in prose', 404, 'Not Found', 'CONTRACT_DRIFT'],
] as const)('a refusal as %s is understood', ([, status, body, code]) => {
  expect(errorFor(status, body)).toMatchObject({ kind: 'REFUSED', code, requestId: 'R1' });
});

test.for([
  ['500 in an envelope', 500, '{"success":false,"errors":["x"]}'],
  ['502 in prose', 502, 'Bad Gateway'],
  ['408', 408, ''],
  ['a redirect', 302, ''],
  ['200 cut in half', 200, '{"success":true,"resu'],
  ['200 with a page', 200, '<!doctype html>'],
  ['200 with another shape', 200, '{"data":[]}'],
] as const)('%s says nothing about what was done', ([, status, body]) => {
  expect(errorFor(status, body)).toMatchObject({ kind: 'UNCLEAR', code: 'REMOTE_UNAVAILABLE', requestId: 'R1' });
});

test('prose in place of a code is not repeated', () => {
  const error = errorFor(200, '{"success":false,"errors":["Ines Okafor <ines@mail.example> is not welcome"]}');
  expect(error?.message).toBe('Ashby refused the data: HTTP 200.');
});

test('fields that we do not know do no harm', () => {
  const body =
    '{"success":true,"results":{"id":"1"},"warnings":["new"],"moreDataAvailable":true,"nextCursor":"n","x":1}';
  expect(readReply({ kind: 'ANSWERED', status: 200, headers: {}, body })).toEqual({
    kind: 'RESULTS',
    results: { id: '1' },
    next: 'n',
    syncToken: null,
    requestId: null,
  });
});

test.for([
  ['seconds', { 'retry-after': '12' }, { retryAfterMs: 12_000 }],
  [
    'a date, against the date of the answer',
    { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT', date: 'Mon, 23 Nov 2026 10:00:00 GMT' },
    { retryAfterMs: 30_000 },
  ],
  [
    'the end of the window, against the date of the answer',
    { 'x-ratelimit-reset': '1795428045', date: 'Mon, 23 Nov 2026 10:00:00 GMT' },
    { retryAfterMs: 45_000 },
  ],
  ['nothing, where there is no date', { 'x-ratelimit-reset': '1795428045' }, {}],
  ['nothing', { 'retry-after': 'soon' }, {}],
] as const)('the wait of a 429 is read from %s', ([, headers, expected]) => {
  expect(retryAfterMs(headers)).toEqual(expected);
});
