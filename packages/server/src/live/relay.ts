/**
 * Wakes the subscribers of an account when its feed may have grown. A wake-up is a hint and may be
 * lost: a watcher also wakes by itself once a second, and the feed is what counts.
 *
 * Between processes the hint is PostgreSQL's NOTIFY, sent here, batched and after the commit, never by
 * the transaction that writes: NOTIFY inside it would make all commits of the database queue up.
 */

import pg from 'pg';
import type { Logger } from 'pino';

const channel = 'handoff_feed';
const wakeAnywayMs = 1_000;
const batchMs = 5;

export type Relay = {
  /** Says that an account's feed has grown. Cheap; call it after the commit. */
  changed(accountId: string): void;
  watch(accountId: string): Watch;
  stop(): Promise<void>;
};

/** One subscriber's wait. `next` is false once it has ended, or the relay has stopped. */
export type Watch = { next(): Promise<boolean>; end(): void };

export async function startRelay(databaseUrl: string, log: Logger): Promise<Relay> {
  const watchers = new Map<string, Set<() => void>>();
  const grown = new Set<string>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const wake = (accountId: string) => {
    for (const resume of watchers.get(accountId) ?? []) resume();
  };
  const listener = await listen({ databaseUrl, log, wake, stopped: () => stopped });
  const tell = () => {
    timer = undefined;
    const accounts = [...grown].join(',');
    grown.clear();
    listener.notify(accounts);
  };

  return {
    changed(accountId) {
      wake(accountId);
      grown.add(accountId);
      timer ??= setTimeout(tell, batchMs);
    },
    watch(accountId) {
      return watchOf(watchers, accountId, () => stopped);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      for (const accountId of watchers.keys()) wake(accountId);
      await listener.end();
    },
  };
}

function watchOf(watchers: Map<string, Set<() => void>>, accountId: string, stopped: () => boolean): Watch {
  let hinted = false;
  let ended = false;
  let resume = () => {};
  const hint = () => {
    hinted = true;
    resume();
  };
  const set = watchers.get(accountId) ?? new Set();
  watchers.set(accountId, set.add(hint));
  return {
    async next() {
      if (!hinted && !ended && !stopped()) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, wakeAnywayMs);
          resume = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hinted = false;
      return !ended && !stopped();
    },
    end() {
      ended = true;
      set.delete(hint);
      if (set.size === 0) watchers.delete(accountId);
      resume();
    },
  };
}

type Listening = { databaseUrl: string; log: Logger; wake: (accountId: string) => void; stopped: () => boolean };

/** One connection that listens, and is opened again when it breaks. */
async function listen({ databaseUrl, log, wake, stopped }: Listening) {
  let client = await open();
  async function open(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: databaseUrl });
    opened.on('error', () => undefined);
    opened.on('notification', ({ payload }) => payload?.split(',').forEach(wake));
    opened.on('end', () => {
      if (!stopped()) setTimeout(reopen, 500);
    });
    await opened.connect();
    await opened.query(`LISTEN ${channel}`);
    return opened;
  }
  async function reopen() {
    try {
      client = await open();
    } catch (error) {
      log.warn({ err: error }, 'the live feed cannot listen; subscribers are served once a second');
    }
  }
  return {
    notify(accounts: string) {
      client.query('SELECT pg_notify($1, $2)', [channel, accounts]).catch(() => undefined);
    },
    async end() {
      await client.end().catch(() => undefined);
    },
  };
}
