import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Shorter than the pings of live connections are apart, which count as activity. */
const takesNothingForMs = 8_000;

/** Longer than the proxies that stand before a server keep theirs, which is a minute: else they send into a closed one. */
const idleForMs = 75_000;

/**
 * Ends the connections of those who take nothing of what is sent to them, so that nothing is held for
 * them. What they have not read waits in the feed, and their cursor knows where. And those on which nothing is asked:
 * Node ends no connection any more once somebody listens for its time-outs.
 */
export function cutStalledAnswers(server: Server, { afterMs = takesNothingForMs, idleMs = idleForMs } = {}): void {
  const inUse = new WeakMap<Duplex, ServerResponse | 'UPGRADED'>();
  server.on('request', ({ socket }, response) => {
    inUse.set(socket, response);
    response.once('close', () => inUse.get(socket) === response && inUse.delete(socket));
  });
  server.on('upgrade', (_, socket) => inUse.set(socket, 'UPGRADED'));
  server.keepAliveTimeout = idleMs;
  server.setTimeout(afterMs, (socket) => {
    if (isStalled(socket) || !inUse.has(socket)) socket.destroy();
  });
}

/** The same for a socket that can be told why: it is cut when it does not take that either. */
export function closeStalledSocket(socket: Socket, goodbye: () => void, afterMs = takesNothingForMs): void {
  const cut = () => {
    if (isStalled(socket)) socket.destroy();
  };
  const stalled = () => {
    if (!isStalled(socket)) return;
    socket.off('timeout', stalled);
    goodbye();
    socket.setTimeout(afterMs, cut);
  };
  socket.setTimeout(afterMs).on('timeout', stalled);
}

/**
 * The same for a stream of events, which Yoga frees of the server's time-out when it begins: looks now and then
 * whether anything was taken since. Call the answer when the stream has ended.
 */
export function cutStalledStream(socket: Socket, afterMs = takesNothingForMs): () => void {
  let taken = -1;
  const look = () => {
    const now = socket.bytesWritten - socket.writableLength;
    if (isStalled(socket) && now === taken) socket.destroy();
    taken = now;
  };
  const timer = setInterval(look, afterMs);
  return () => clearInterval(timer);
}

/** Node's time-out of a socket means that no byte has moved; it is no fault when there is none to move. */
function isStalled(socket: Socket): boolean {
  return socket.writableLength > 0;
}
