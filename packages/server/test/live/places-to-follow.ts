import { expect } from 'vitest';
import type { Database } from '../../src/database/client.ts';
import type { Client } from '../support/client.ts';
import type { Harness } from '../support/harness.ts';
import { prepareProcesses } from '../support/processes.ts';
import { noRedis, startRedis } from '../support/redis.ts';
import { connect } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';
import { killedFleet, type Way } from '../support/ways-to-run.ts';

/** Where a feed is followed, and what befalls those who follow it. */
export type Place = Pick<Harness, 'accountId' | 'database' | 'stop'> & {
  readonly integrationId: string;
  /** The same owner, at one process and at another. */
  readonly clients: readonly [Client, Client];
  /** Tells the processes that the feed has grown. */
  hint(): Promise<unknown>;
  strike(): Promise<void>;
};

type PlaceToFollow = Pick<Way, 'name' | 'missing' | 'transports'> & { begin(): Promise<Place> };

const channel = 'handoff_feed';

export const placesToFollow: readonly PlaceToFollow[] = [
  {
    name: 'at two processes whose listening connections are killed',
    transports,
    async begin() {
      const processes = await twoProcesses();
      return { ...processes, hint: notify(processes), strike: killListeners(processes) };
    },
  },
  {
    name: 'at two processes whose line over Redis is cut',
    missing: noRedis,
    transports,
    async begin() {
      const redis = await startRedis();
      const processes = await twoProcesses({ HANDOFF_FEED_HINTS_URL: redis.url });
      return {
        ...processes,
        hint: () => redis.publish(channel, processes.accountId),
        async strike() {
          await expect.poll(() => redis.listeners(channel), { timeout: 20_000, interval: 10 }).toBe(2);
          await redis.cut();
        },
        async stop() {
          await processes.stop();
          await redis[Symbol.asyncDispose]();
        },
      };
    },
  },
  {
    ...killedFleet,
    async begin() {
      const fleet = await killedFleet.begin();
      return { ...fleet, clients: [fleet.client, fleet.client], hint: notify(fleet), strike: async () => {} };
    },
  },
];

async function twoProcesses(settings: Readonly<Record<string, string>> = {}) {
  const processes = await prepareProcesses({ settings });
  const start = async () => processes.clientAt(await processes.start({ HANDOFF_ROLE: 'api' }));
  const clients: readonly [Client, Client] = [await start(), await start()];
  const { id } = await connect({ client: clients[0], emulator: processes.emulator });
  return { ...processes, clients, integrationId: id as string };
}

function notify({ database, accountId }: Pick<Place, 'database' | 'accountId'>): Place['hint'] {
  return () => database.$queryRaw`SELECT pg_notify(${channel}, ${accountId})::text`;
}

/** Ends the connection of every process that listens, once there is a new one. */
function killListeners({ database }: { readonly database: Database }): Place['strike'] {
  const killed = new Set<number>();
  const listening = async () => {
    const rows = await database.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE application_name = 'handoff-session' AND datname = current_database()`;
    return rows.map(({ pid }) => pid).filter((pid) => !killed.has(pid));
  };
  return async () => {
    await expect.poll(listening, { timeout: 20_000, interval: 10 }).toHaveLength(2);
    for (const pid of await listening()) {
      killed.add(pid);
      await database.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
    }
  };
}
