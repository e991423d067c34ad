import pg from 'pg';
import type { Logger } from 'pino';

const channel = 'handoff_feed';
/** PostgreSQL takes 8,000 bytes a notification: this many ids, with a comma each, fit. */
const accountsPerHint = 200;
const reopenAfterMs = 100;
const reopenAtMostMs = 5_000;

/** One connection that listens and hints; opened again when it breaks. */
export type Line = {
  /** Hints to every process that these accounts' feeds have grown; false when it could not be said. */
  hint(accountIds: readonly string[]): Promise<boolean>;
  /** The last places of these accounts' feeds; none while the line is broken. Reads across accounts: places, and nothing else. */
  lastPlaces(accountIds: readonly string[]): Promise<readonly { accountId: string; lastSeq: string }[]>;
  close(): Promise<void>;
};

type Opening = {
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly onHint: (accountId: string) => void;
  /** The line is back: what was hinted meanwhile was not heard. */
  readonly onOpen: () => void;
};

export async function openLine({ databaseUrl, log, onHint, onOpen }: Opening): Promise<Line> {
  let closed = false;
  let reopening: NodeJS.Timeout | undefined;
  let client = await open();

  async function open(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'handoff-live' });
    opened.on('error', () => undefined);
    opened.on('notification', ({ payload }) => payload?.split(',').forEach(onHint));
    try {
      await opened.connect();
      await opened.query(`LISTEN ${channel}`);
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
        log.warn({ err: error }, 'the live feed cannot listen: subscribers of other processes’ changes wait');
        return reopen(Math.min(afterMs * 2, reopenAtMostMs));
      }
      if (closed) return void client.end();
      onOpen();
    }, afterMs);
  }

  return {
    async hint(accountIds) {
      try {
        for (let start = 0; start < accountIds.length; start += accountsPerHint) {
          const accounts = accountIds.slice(start, start + accountsPerHint).join(',');
          await client.query('SELECT pg_notify($1, $2)', [channel, accounts]);
        }
        return true;
      } catch {
        return false;
      }
    },
    async lastPlaces(accountIds) {
      try {
        const { rows } = await client.query(
          'SELECT account_id AS "accountId", last_seq AS "lastSeq" FROM feed_counter WHERE account_id = ANY($1)',
          [accountIds],
        );
        return rows;
      } catch {
        return [];
      }
    },
    async close() {
      closed = true;
      clearTimeout(reopening);
      await client.end().catch(() => undefined);
    },
  };
}
