/** Takes events over HTTP, and tells every WebSocket of each once it has come round by `carry`. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { announce } from './serve.ts';

export type Carry = {
  /** Done once the event will come round. */
  send(event: string): Promise<unknown>;
};

export async function echo(open: (tell: (event: string) => void) => Promise<Carry>): Promise<void> {
  const server = createServer(async (request, response) => {
    let event = '';
    for await (const chunk of request.setEncoding('utf8')) event += chunk;
    await carry.send(JSON.parse(event));
    response.end(event);
  });
  const sockets = new WebSocketServer({ server });
  const carry = await open((event) => {
    for (const socket of sockets.clients) socket.send(event);
  });
  await announce(server);
}
