/** What `ws` alone does: whoever connects is told of what comes in by HTTP. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { answerMemory } from './memory.ts';
import { announce } from './serve.ts';

const server = createServer(async (request, response) => {
  let frame = '';
  for await (const chunk of request.setEncoding('utf8')) frame += chunk;
  for (const socket of sockets.clients) socket.send(frame);
  response.end();
});
const sockets = new WebSocketServer({ server });
answerMemory();
await announce(server);
