import type { Db } from 'pg-boss';
import { openPool } from '../database/pool.ts';
import type { Session } from '../database/session.ts';

/** How pg-boss speaks to the database: through a pool for its statements, and the process's session to listen. */
export function openQueueConnection(databaseUrl: string, session: Session): Db & { end(): Promise<void> } {
  const pool = openPool(databaseUrl);
  return {
    executeSql: (text, values) => pool.query(text, values),
    async listen(channel, onNotification, onReconnect) {
      let closed = false;
      await session.listen(channel, {
        onPayload: (payload) => closed || onNotification(payload),
        onReopen: () => closed || onReconnect(),
      });
      return {
        async close() {
          closed = true;
        },
      };
    },
    end: pool.end,
  };
}
