import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { isForeign } from './origin.ts';
import { pathOf } from './path-of.ts';
import { closeStalledSocket } from './slow-readers.ts';
import { limitMessages } from './socket-limits.ts';

/** "Try Again Later", in WebSocket's own table: who was too slow connects again, and reads on from its cursor. */
const tooSlow = 1013;
const maxMessageBytes = 64 * 1024;

/** Opens a WebSocket for whoever asks at `/graphql`, and asks from no other site: each in its turn. */
export function openSockets(server: Server, turn: () => Promise<void>): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  server.on('upgrade', async (request, socket, head) => {
    // It has no listener while it is neither a request's nor a WebSocket: a client that broke off would end the process.
    socket.on('error', () => undefined);
    if (isForeign(request) || pathOf(request) !== '/graphql') {
      socket.once('finish', () => socket.destroy()).end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    await turn();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      closeStalledSocket(request.socket, () => opened.close(tooSlow, 'Too slow'));
      limitMessages(opened);
      sockets.emit('connection', opened, request);
      // What is wrong with what a client sends, `ws` answers with a code; graphql-ws would print it besides.
      opened.removeAllListeners('error').on('error', () => undefined);
    });
  });
  return sockets;
}
