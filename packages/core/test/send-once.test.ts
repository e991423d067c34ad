import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SendLimits, sendOnce } from '../transport/send-once.ts';

type Asked = { readonly method: string | undefined; readonly url: string | undefined; readonly body: string };

let server: Server;
let origin: string;
let asked: Asked[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      asked.push({ method: request.method, url: request.url, body });
      answer(request, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(stop);

async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
}

function post(path: string, limits: Partial<SendLimits> = {}) {
  const send = sendOnce({ origin, timeoutMs: 5_000, maxBytes: 1_000, ...limits });
  return send({ method: 'POST', url: `${origin}${path}`, headers: { 'x-one': '1' }, body: '{"a":1}' });
}

describe('sendOnce', () => {
  test('sends one request and gives the whole answer', async () => {
    answer = ({ headers }, response) => {
      response.writeHead(201, { 'X-Told': String(headers['x-one']) });
      response.end('grüß');
    };
    expect(await post('/make')).toMatchObject({
      kind: 'ANSWERED',
      status: 201,
      headers: { 'x-told': '1' },
      body: 'grüß',
    });
    expect(asked).toEqual([{ method: 'POST', url: '/make', body: '{"a":1}' }]);
  });

  test('reads without a body', async () => {
    answer = (_, response) => response.writeHead(204).end();
    const send = sendOnce({ origin, timeoutMs: 5_000, maxBytes: 1_000 });
    const result = await send({ method: 'GET', url: `${origin}/read`, headers: {} });
    expect(result).toMatchObject({ kind: 'ANSWERED', status: 204, body: '' });
    expect(asked).toEqual([{ method: 'GET', url: '/read', body: '' }]);
  });

  test.each([429, 500, 503])('%i is an answer, and is not tried again', async (status) => {
    answer = (_, response) => response.writeHead(status, { 'retry-after': '0' }).end('no');
    expect(await post('/make')).toMatchObject({ kind: 'ANSWERED', status, body: 'no' });
    expect(asked).toHaveLength(1);
  });

  test('a refused connection is NOT_SENT', async () => {
    await stop();
    expect(await post('/make')).toEqual({ kind: 'NOT_SENT', reason: 'ECONNREFUSED' });
  });

  test('an unknown host is NOT_SENT', async () => {
    const nowhere = 'http://nowhere.invalid';
    const send = sendOnce({ origin: nowhere, timeoutMs: 5_000, maxBytes: 1_000 });
    expect(await send({ method: 'GET', url: nowhere, headers: {} })).toMatchObject({ kind: 'NOT_SENT' });
  });

  test('a reset after the request is NO_ANSWER, and is not tried again', async () => {
    answer = ({ socket }) => socket.resetAndDestroy();
    expect(await post('/make')).toMatchObject({ kind: 'NO_ANSWER' });
    expect(asked).toHaveLength(1);
  });

  test('an answer that is cut off is NO_ANSWER', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    expect(await post('/make')).toMatchObject({ kind: 'NO_ANSWER' });
    expect(asked).toHaveLength(1);
  });

  test('no answer in time is NO_ANSWER', async () => {
    answer = () => undefined;
    expect(await post('/make', { timeoutMs: 50 })).toEqual({ kind: 'NO_ANSWER', reason: 'no answer in time' });
    expect(asked).toHaveLength(1);
  });

  test('an answer that begins and does not end in time is NO_ANSWER', async () => {
    answer = (_, response) => response.writeHead(200).write('half');
    expect(await post('/make', { timeoutMs: 100 })).toEqual({ kind: 'NO_ANSWER', reason: 'no answer in time' });
  });

  test('an answer of just the longest length is read, one byte more is NO_ANSWER', async () => {
    answer = ({ url }, response) => response.end('x'.repeat(url === '/fits' ? 1_000 : 1_001));
    expect(await post('/fits')).toMatchObject({ kind: 'ANSWERED', body: 'x'.repeat(1_000) });
    expect(await post('/too-long')).toMatchObject({ kind: 'NO_ANSWER' });
  });

  test('length counts in bytes', async () => {
    answer = (_, response) => response.end('ü'.repeat(501));
    expect(await post('/make')).toMatchObject({ kind: 'NO_ANSWER' });
  });

  test('a redirect is an answer, and is not followed', async () => {
    answer = (_, response) => response.writeHead(307, { location: '/elsewhere' }).end();
    expect(await post('/make')).toMatchObject({ kind: 'ANSWERED', status: 307 });
    expect(asked.map(({ url }) => url)).toEqual(['/make']);
  });

  test.each([
    ['another host', 'http://localhost:9'],
    ['another port', 'http://127.0.0.1:9'],
    ['the same host without its port', 'http://127.0.0.1'],
    ['a name that begins like it', 'http://127.0.0.1.example'],
  ])('%s is refused before anything leaves', async (_, allowed) => {
    answer = (_request, response) => response.end();
    expect(await post('/make', { origin: allowed })).toMatchObject({ kind: 'NOT_SENT' });
    expect(asked).toEqual([]);
  });
});
