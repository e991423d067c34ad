import type { WebSocket } from 'ws';

/** Enough for a team with many tabs each; more is a fault or an attack. */
const most = {
  socketsPerAccount: 500,
  subscriptionsPerSocket: 50,
  messagesPerSecond: 100,
  /** Bytes that wait for the client; a frame or an answer is a small part of it. */
  waiting: 16_000_000,
} as const;

/** "Policy Violation" and "Try Again Later", in WebSocket's own table. */
const violation = 1008;
const tryLater = 1013;

/** How many sockets each account holds open in this process. */
export type SocketCounts = {
  /** Counts one in until it closes; false, and closed, when there are too many. */
  admit(accountId: string, socket: WebSocket): boolean;
};

export function countSockets(): SocketCounts {
  const open = new Map<string, number>();
  return {
    admit(accountId, socket) {
      const count = open.get(accountId) ?? 0;
      if (count >= most.socketsPerAccount) {
        socket.close(tryLater, 'Too many sockets of this account');
        return false;
      }
      open.set(accountId, count + 1);
      socket.once('close', () => {
        const left = (open.get(accountId) ?? 1) - 1;
        if (left > 0) open.set(accountId, left);
        else open.delete(accountId);
      });
      return true;
    },
  };
}

/** Cuts a socket that sends faster than anybody reads, pings and pongs included, or goes on while it takes no answers. */
export function limitMessages(socket: WebSocket): void {
  let second = 0;
  let count = 0;
  const heard = () => {
    const now = Math.floor(performance.now() / 1_000);
    count = now === second ? count + 1 : 1;
    second = now;
    if (count > most.messagesPerSecond || socket.bufferedAmount > most.waiting) socket.terminate();
  };
  socket.on('message', heard).on('ping', heard).on('pong', heard);
}

/** True, and the socket is closed, when one more would be too many. */
export function followsTooMuch(socket: WebSocket, subscriptions: number): boolean {
  if (subscriptions <= most.subscriptionsPerSocket) return false;
  socket.close(violation, 'Too many subscriptions on one socket');
  return true;
}
