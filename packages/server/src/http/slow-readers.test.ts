import { once } from 'node:events';
import { createServer, type RequestListener, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { closeStalledSocket, cutStalledAnswers } from './slow-readers.ts';

/** More than the buffers of both ends' systems take. */
const muchBytes = 64_000_000;
const soonMs = 100;
const tryAgainLater = 1013;

let server: Server;
let port: number;
let answer: RequestListener;
beforeEach(async () => {
  answer = (_, response) => response.end(Buffer.alloc(muchBytes));
  server = createServer((asked, response) => answer(asked, response));
  cutStalledAnswers(server, { afterMs: soonMs, idleMs: soonMs });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
});

test('a socket that takes nothing is told why, once it reads again', async () => {
  const sockets = new WebSocketServer({ server });
  const closing = Promise.withResolvers<void>();
  sockets.on('connection', (socket, { socket: wire }) => {
    const goodbye = () => {
      socket.close(tryAgainLater);
      closing.resolve();
    };
    closeStalledSocket(wire, goodbye, soonMs);
    socket.send(Buffer.alloc(muchBytes));
  });
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  client.on('open', () => client.pause());
  await closing.promise;
  client.resume();
  const [code] = await once(client, 'close');
  expect(code).toBe(tryAgainLater);
});

test('a socket that takes nothing even then is cut', async () => {
  const sockets = new WebSocketServer({ server });
  const cut = Promise.withResolvers<number>();
  sockets.on('connection', (socket, { socket: wire }) => {
    closeStalledSocket(wire, () => socket.close(tryAgainLater), soonMs);
    socket.on('close', cut.resolve);
    socket.send(Buffer.alloc(muchBytes));
  });
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  client.on('open', () => client.pause());
  await cut.promise;
  client.terminate();
});

test('an answer that nobody takes is cut, and one that is taken is not', async () => {
  const cut = new Promise<void>((resolve) => {
    server.once('request', (_, response) => response.once('close', resolve));
  });
  const stalled = request({ port, host: '127.0.0.1' });
  stalled.on('error', () => undefined);
  stalled.on('response', (response) => response.pause());
  stalled.end();
  await cut;
  const read = await fetch(`http://127.0.0.1:${port}`);
  expect((await read.arrayBuffer()).byteLength).toBe(muchBytes);
});

test('a connection on which nothing is asked is ended, at once or after an answer; one whose answer takes long is not', async () => {
  const slow = Promise.withResolvers<ServerResponse>();
  answer = ({ url }, response) => {
    if (url === '/slow') slow.resolve(response);
    else response.end('here you are');
  };
  const answered = fetch(`http://127.0.0.1:${port}/slow`);
  const response = await slow.promise;
  const [silent, satisfied] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  satisfied.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  await Promise.all([silent, satisfied].map((socket) => once(socket.resume(), 'close')));
  response.end('at last');
  expect(await (await answered).text()).toBe('at last');
});
