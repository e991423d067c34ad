import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { defaultTimes } from '../../src/engine/retry.ts';
import { fetchPublic, isPublic } from '../../src/security/egress.ts';
import { type Harness, startHarness } from '../support/harness.ts';

/** An ATS that does as it likes. */
let misbehave: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
let asked = 0;
const ats = createServer((request, response) => {
  asked++;
  request.resume();
  request.once('end', () => misbehave(request, response));
});
let harness: Harness;

beforeAll(async () => {
  await new Promise<void>((resolve) => ats.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(ats.address() as AddressInfo).port}`;
  harness = await startHarness({
    seed: { candidates: 0, jobs: 0 },
    times: { ...defaultTimes, sendMs: 500 },
    settings: { HANDOFF_CONNECTOR_URLS: `ashby=${url}` },
  });
});
afterEach(() => {
  asked = 0;
});
afterAll(async () => {
  ats.closeAllConnections();
  ats.close();
  await harness.stop();
});

const query =
  'mutation M($input: CheckCredentialInput!) { checkCredential(input: $input) { __typename ... on UserError { code message } } }';
async function check() {
  const input = { connectorId: 'ashby', credential: { apiKey: 'canary-0123456789' } };
  const { body } = await harness.client.post({ query, variables: { input } });
  return body;
}

const json = (response: ServerResponse, body: unknown) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe('attack 23: a hostile ATS', () => {
  const refused = { code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String) };
  const taken = { __typename: 'CredentialReport' };

  test.each<[string, object, typeof misbehave]>([
    ['an answer without an end', refused, (_, response) => endless(response)],
    [
      'HTML with 200',
      refused,
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
    ],
    ['a slow-loris', refused, (_, response) => drip(response)],
    ['no answer at all', refused, () => undefined],
    ['a cut answer', refused, (_, response) => cut(response)],
    [
      'ids of a megabyte',
      taken,
      (_, response) => json(response, { success: true, results: { id: 'x'.repeat(1_000_000) } }),
    ],
    ['keys called __proto__', taken, (_, response) => proto(response)],
    ['an array where an object was', refused, (_, response) => json(response, [[[[]]]])],
  ])('%s costs bounded memory and time, and is told', async (_, reason, how) => {
    misbehave = how;
    const before = process.memoryUsage().rss;
    const begun = performance.now();
    const body = await check();
    expect(body.errors).toBeUndefined();
    expect(body.data.checkCredential).toMatchObject(reason);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect((await harness.client.post({ query: '{ viewer { scopes } }' })).status).toBe(200);
  });

  test('the same cursor for ever ends, and so do pages without an end', async () => {
    misbehave = ({ url }, response) =>
      json(
        response,
        url === '/job.list' ? { success: true, results: [], moreDataAvailable: true, nextCursor: 'again' } : known(url),
      );
    const input = { connectorId: 'ashby', credential: { apiKey: 'canary-0123456789' } };
    const connect = 'mutation M($input: ConnectIntegrationInput!) { connectIntegration(input: $input) { __typename } }';
    await harness.client.post({ query: connect, variables: { input } });
    expect(asked).toBeLessThan(150);
  });

  function known(url: string | undefined): unknown {
    return url === '/apiKey.info' ? { success: true, results: { title: 'key' } } : { success: true, results: [] };
  }

  function endless(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(1_000_000, ' ');
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  }

  function drip(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 50);
    response.once('close', () => clearInterval(timer));
  }

  function cut(response: ServerResponse): void {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"success":');
    setImmediate(() => response.destroy());
  }

  function proto(response: ServerResponse): void {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"success":true,"results":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}');
  }
});

describe('attack 19: an ATS that is not on the internet', () => {
  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
  ])('%s is refused before a byte is sent', async (url) => {
    await expect(fetchPublic(url)).rejects.toMatchObject({ cause: { code: 'EHOSTUNREACH' } });
  });

  test('a name that turns to this machine is refused at connect', async () => {
    const { port } = ats.address() as AddressInfo;
    await expect(fetchPublic(`http://localhost:${port}/`)).rejects.toMatchObject({ cause: { code: 'EHOSTUNREACH' } });
    expect(asked).toBe(0);
  });

  test('the internet is not', () => {
    expect(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'].map(isPublic)).toEqual([true, true]);
  });

  test('a redirect is not followed', async () => {
    misbehave = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    await check();
    expect(asked).toBeLessThanOrEqual(2);
  });

  test('nobody can set where it is', async () => {
    const input = { connectorId: 'ashby', credential: { apiKey: 'x'.repeat(20), baseUrl: 'http://127.0.0.1' } };
    const { body } = await harness.client.post({ query, variables: { input } });
    expect(body.data.checkCredential).toMatchObject({ code: 'INVALID_INPUT' });
    expect(asked).toBe(0);
  });
});
