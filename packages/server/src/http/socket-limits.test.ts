import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { limitMessages } from './socket-limits.ts';

/** More than may wait for one client, and than the buffers of both ends' systems take besides. */
const muchBytes = 64_000_000;

let server: Server;
let client: WebSocket;
let served: WebSocket;
beforeEach(async () => {
  server = createServer();
  const sockets = new WebSocketServer({ server });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  client.on('error', () => undefined);
  const [[opened]] = await Promise.all([once(sockets, 'connection'), once(client, 'open')]);
  served = opened;
  limitMessages(served);
});
afterEach(async () => {
  client.terminate();
  served.terminate();
  await once(server.close(), 'close');
});

/** Whether the socket is let go on after the client has said something. */
async function goesOnAfterWord(): Promise<boolean> {
  client.send('more, please');
  await once(served, 'message');
  return served.readyState === WebSocket.OPEN;
}

test('who asks on while too much waits for them is cut', async () => {
  client.pause();
  served.send(Buffer.alloc(1_000_000));
  expect(await goesOnAfterWord()).toBe(true);
  served.send(Buffer.alloc(muchBytes));
  expect(await goesOnAfterWord()).toBe(false);
});
