/**
 * The one connection of a process that keeps a session: what listens needs one. All others may come from
 * a pooler that gives a connection to each transaction anew, such as PgBouncer.
 *
 * It is opened again when it breaks, and asked now and then whether it still is there: a way that was cut
 * silently would look like one on which nothing happens.
 */
import pg from 'pg';
import type { Logger } from 'pino';

const reopenAfterMs = 100;
const reopenAtMostMs = 5_000;
const askEveryMs = 10_000;
const answerWithinMs = 5_000;

export type Session = {
  /** Calls back with each payload; and when the session is back, because what was said meanwhile was not heard. */
  listen(channel: string, on: Listener): Promise<void>;
  /** Rejects while the session is broken. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
};

type Listener = { readonly onPayload: (payload: string) => void; readonly onReopen: () => void };

export async function openSession(databaseUrl: string, log: Logger): Promise<Session> {
  const listeners = new Map<string, Listener>();
  let closed = false;
  let reopening: NodeJS.Timeout | undefined;
  let client = await open();
  let last: Promise<unknown> = Promise.resolve();
  const asking = setInterval(ask, askEveryMs);

  async function open(): Promise<pg.Client> {
    const opened = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      application_name: 'handoff-session',
    });
    opened.on('error', () => undefined);
    opened.on('notification', ({ channel, payload = '' }) => listeners.get(channel)?.onPayload(payload));
    try {
      await opened.connect();
      for (const channel of listeners.keys()) await opened.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await opened.end().catch(() => undefined);
      throw error;
    }
    opened.once('end', () => reopen(reopenAfterMs));
    return opened;
  }

  function reopen(afterMs: number) {
    if (closed) return;
    reopening = setTimeout(async () => {
      try {
        client = await open();
      } catch (error) {
        log.warn({ err: error }, 'the session that listens is broken: work and followers wait up to a second');
        return reopen(Math.min(afterMs * 2, reopenAtMostMs));
      }
      if (closed) return void client.end();
      for (const { onReopen } of listeners.values()) onReopen();
    }, afterMs);
  }

  /** One after the other: a connection takes the next question when it has answered the last. */
  function query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
    const answer = last.then(() => client.query<Row>(text, [...values]));
    last = answer.catch(() => undefined);
    return answer;
  }

  async function ask() {
    const asked = client;
    const timer = setTimeout(() => asked.connection.stream.destroy(), answerWithinMs);
    await query('SELECT 1').catch(() => undefined);
    clearTimeout(timer);
  }

  return {
    async listen(channel, on) {
      listeners.set(channel, on);
      await query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    },
    query: async <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) =>
      (await query<Row>(text, values)).rows,
    async close() {
      closed = true;
      clearInterval(asking);
      clearTimeout(reopening);
      await client.end().catch(() => undefined);
    },
  };
}
