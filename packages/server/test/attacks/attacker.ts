/**
 * Floods the product over sockets as one account, in a process of its own: what it takes to attack is not what an attack
 * does. An attacker brings a machine along; this one shares that of the server and of whom the test is about, and so
 * gives way to them.
 */
import { once } from 'node:events';
import { setPriority } from 'node:os';
import WebSocket from 'ws';
import { z } from 'zod';

const target = z.object({ url: z.url(), token: z.string(), query: z.string(), sockets: z.int(), atOnce: z.int() });
const { url, token, query, sockets, atOnce } = target.parse(JSON.parse(process.argv[2] ?? ''));

setPriority(10);
process.on('message', async () => process.send?.(await flood()));

/** What came of the sockets: how many of them were taken, or closed with which code; and of two that went further. */
async function flood() {
  const answers = new Map<string, WebSocket[]>();
  let left = sockets;
  const openOneAfterOther = async () => {
    while (left-- > 0) {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('error', () => undefined);
      socket.once('open', () =>
        say(socket, { type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
      );
      const answer = await answerOf(socket);
      answers.set(answer, [...(answers.get(answer) ?? []), socket]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, openOneAfterOther));
  const taken = answers.get('taken') ?? [];
  const [follower, talker] = await Promise.all([
    outlive(taken[0], 1_000, (index) => ({ id: String(index), type: 'subscribe', payload: { query } })),
    outlive(taken[1], 2_000, () => ({ type: 'ping' })),
  ]);
  for (const socket of taken) socket.terminate();
  return {
    sockets: Object.fromEntries([...answers].map(([answer, all]) => [answer, all.length])),
    follower,
    talker,
  };
}

function say(socket: WebSocket, message: unknown): void {
  socket.send(JSON.stringify(message));
}

async function answerOf(socket: WebSocket): Promise<string> {
  const closed = once(socket, 'close').then(([code]) => String(code));
  return Promise.race([closed, once(socket, 'message').then(() => 'taken')]);
}

/** Sends all of it, and whether the socket was closed on it. */
async function outlive(
  socket: WebSocket | undefined,
  count: number,
  message: (index: number) => unknown,
): Promise<string> {
  if (!socket) return 'none';
  const closed = once(socket, 'close').then(([code]) => String(code));
  for (let index = 0; index < count; index++) say(socket, message(index));
  socket.ping();
  return Promise.race([closed, once(socket, 'pong').then(() => 'open')]);
}
