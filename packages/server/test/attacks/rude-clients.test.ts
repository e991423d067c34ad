import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerProcess } from '../support/process.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';

let prepared: Processes;
let server: ServerProcess;
beforeAll(async () => {
  prepared = await prepareProcesses({ seed: { candidates: 0, jobs: 0 } });
  server = await prepared.start({ HANDOFF_LOG_LEVEL: 'debug' });
});
afterAll(() => prepared[Symbol.asyncDispose]());

test('a client that goes away while it sends is no fault of the product', async () => {
  const { token } = prepared.clientAt(server);
  const headers = { 'content-type': 'application/json', 'content-length': '1000', authorization: `Bearer ${token}` };
  const sending = request(`${server.url}/graphql`, { method: 'POST', headers, agent: false });
  sending.on('error', () => undefined).write('{"query":');
  const isRead = async () =>
    (await prepared.database.apiToken.findFirst({ where: { lastUsedAt: { not: null } } })) !== null;
  await expect.poll(isRead, { timeout: 15_000 }).toBe(true);
  sending.destroy();
  await expect.poll(server.said, { timeout: 15_000 }).toContain('a request was broken off by its client');
});

test.each([
  ['whose socket is refused', '/graphql', 'Origin: https://evil.example\r\n'],
  ['whose socket is being opened', '/graphql', ''],
  ['with an address that is none', '//', ''],
])('a client %s breaks off, and the product goes on', async (_, path, headers) => {
  for (let count = 0; count < 20; count++) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
    const sent = new Promise((resolve) => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${upgrade}${key}${headers}\r\n`, resolve);
    });
    await sent;
    socket.resetAndDestroy();
  }
  const { viewer } = await prepared.clientAt(server).send('Viewer');
  expect(viewer.account.name).toBe('Northwind');
});
