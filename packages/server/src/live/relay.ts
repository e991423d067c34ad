/**
 * Wakes those who watch an account when its feed may have grown. Within the process a wake-up comes at
 * once; between processes it goes over a line, PostgreSQL's NOTIFY or Redis, sent here, batched and after the
 * commit, never by the transaction that writes: NOTIFY inside it would make all commits of the database queue up.
 *
 * A wake-up is a hint, and the feed is what counts. So that a lost one costs a second and no more, the
 * relay looks once a second, and whenever its connection comes back, at the last places of all
 * accounts that somebody watches: one statement a process, however many they are.
 */
import type { Database } from '../database/client.ts';
import { lastPlaces } from './last-places.ts';
import type { OpenLine } from './line.ts';

const batchMs = 5;
const lookEveryMs = 1_000;

export type Relay = {
  /** Says that an account's feed has grown. Cheap; call it after the commit. */
  changed(accountId: string): void;
  /** Calls back when the account's feed may have grown; what it gives ends that. */
  watch(accountId: string, grown: () => void): () => void;
  stop(): Promise<void>;
};

export async function startRelay(acrossAccounts: Database, openLine: OpenLine): Promise<Relay> {
  const watchers = new Map<string, Set<() => void>>();
  const places = new Map<string, bigint>();
  const untold = new Set<string>();
  let telling: NodeJS.Timeout | undefined;

  const wake = (accountId: string) => {
    for (const grown of watchers.get(accountId) ?? []) grown();
  };
  const line = await openLine({ onHint: wake, onReopen: () => void look().then(tell) });
  const looking = setInterval(look, lookEveryMs);

  /** Wakes where the last place is another than the one seen before. */
  async function look() {
    if (watchers.size === 0) return;
    for (const { accountId, lastSeq } of await lastPlaces(acrossAccounts, [...watchers.keys()])) {
      if (!watchers.has(accountId) || places.get(accountId) === lastSeq) continue;
      places.set(accountId, lastSeq);
      wake(accountId);
    }
  }
  /** Tells the other processes; what could not be told is told again once the line is back. */
  async function tell() {
    telling = undefined;
    const accounts = [...untold];
    untold.clear();
    if (!(await line.hint(accounts))) for (const accountId of accounts) untold.add(accountId);
  }

  return {
    changed(accountId) {
      wake(accountId);
      untold.add(accountId);
      telling ??= setTimeout(tell, batchMs);
    },
    watch(accountId, grown) {
      const set = watchers.get(accountId) ?? new Set();
      watchers.set(accountId, set.add(grown));
      return () => {
        set.delete(grown);
        if (set.size > 0) return;
        watchers.delete(accountId);
        places.delete(accountId);
      };
    },
    async stop() {
      clearInterval(looking);
      clearTimeout(telling);
      await line.close();
    },
  };
}
