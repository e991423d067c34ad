import { once } from 'node:events';
import WebSocket from 'ws';
import { z } from 'zod';

const message = z.object({ id: z.string().optional(), type: z.string(), payload: z.unknown().optional() });

export type Following = {
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Subscriptions on the one socket. */
  readonly times: number;
};

/** Follows over graphql-ws, once each subscription has had its first frame; then tells of every frame that comes. */
export async function follow(
  { url, token, query, variables, times }: Following,
  onFrame: (payload: unknown) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const say = (what: unknown) => socket.send(JSON.stringify(what));
  await once(socket, 'open');
  const begun = Promise.withResolvers<void>();
  let first = 0;
  socket.on('close', (code, reason) => begun.reject(new Error(`the socket was closed: ${code} ${reason}`)));
  socket.on('message', (data) => {
    const { type, payload } = message.parse(JSON.parse(data.toString()));
    if (type === 'ping') return say({ type: 'pong' });
    if (type === 'connection_ack') {
      for (let id = 1; id <= times; id++) say({ id: String(id), type: 'subscribe', payload: { query, variables } });
    } else if (type !== 'next') begun.reject(new Error(`the server said ${type}`));
    else if (first < times) {
      first += 1;
      if (first === times) begun.resolve();
    } else onFrame(payload);
  });
  say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await begun.promise;
  return socket;
}
