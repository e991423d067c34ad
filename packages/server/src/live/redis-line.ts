import type { Logger } from 'pino';
import type { OpenLine } from './line.ts';

const channel = 'handoff_feed';

/**
 * Redis or Valkey, for more hints than one PostgreSQL should carry. It keeps nothing and may be lost: the
 * feed is what counts. Loaded only where it is set.
 */
export function redisLine(url: string, log: Logger): OpenLine {
  return async ({ onHint, onReopen }) => {
    const { createClient } = await import('redis');
    // Speaks the same protocol.
    const sender = createClient({ url: url.replace(/^valkey/, 'redis'), disableOfflineQueue: true });
    const listener = sender.duplicate();
    for (const client of [sender, listener]) {
      client.on('error', (error) =>
        log.warn({ err: error }, 'the line of hints is broken: followers wait up to a second'),
      );
    }
    await Promise.all([sender.connect(), listener.connect()]);
    await listener.subscribe(channel, (payload) => payload.split(',').forEach(onHint));
    // It subscribes anew by itself; what was hinted meanwhile was not heard.
    listener.on('ready', onReopen);
    return {
      async hint(accountIds) {
        if (accountIds.length === 0) return true;
        return sender.publish(channel, accountIds.join(',')).then(
          () => true,
          () => false,
        );
      },
      async close() {
        sender.destroy();
        listener.destroy();
      },
    };
  };
}
