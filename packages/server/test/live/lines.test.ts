import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { openSession } from '../../src/database/session.ts';
import { type Line, postgresLine } from '../../src/live/line.ts';
import { redisLine } from '../../src/live/redis-line.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTestDatabase } from '../support/database.ts';
import { noRedis, startRedis } from '../support/redis.ts';
import { inEach } from '../support/ways-to-run.ts';

type Heard = { readonly accounts: string[]; reopened: number };
type Place = {
  /** Another process's end of the line. */
  open(heard: Heard): Promise<Line>;
  /** Cuts every end off. */
  cut(): Promise<void>;
};

const log = createLog('silent');
let owned: AsyncDisposableStack;

beforeEach(() => {
  owned = new AsyncDisposableStack();
});
afterEach(() => owned.disposeAsync());

function hearing(heard: Heard) {
  return {
    onHint: (accountId: string) => void heard.accounts.push(accountId),
    onReopen: () => {
      heard.reopened++;
    },
  };
}

async function overPostgres(): Promise<Place> {
  const { url, drop } = await createTestDatabase();
  owned.defer(drop);
  const database = openDatabase(url);
  owned.defer(() => database.$disconnect());
  return {
    async open(heard) {
      const session = await openSession(url, log);
      owned.defer(session.close);
      return postgresLine(session)(hearing(heard));
    },
    async cut() {
      await database.$queryRaw`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'handoff-session'`;
    },
  };
}

async function overRedis(): Promise<Place> {
  const redis = owned.use(await startRedis());
  return {
    async open(heard) {
      const line = await redisLine(redis.url, log)(hearing(heard));
      owned.defer(line.close);
      return line;
    },
    cut: redis.cut,
  };
}

const ways = [
  { name: 'over PostgreSQL', begin: overPostgres },
  { name: 'over Redis', begin: overRedis, missing: noRedis },
];

inEach(ways, ({ begin }) => {
  test('hints reach every process, itself included, however many they are', async () => {
    const place = await begin();
    const [one, other]: [Heard, Heard] = [
      { accounts: [], reopened: 0 },
      { accounts: [], reopened: 0 },
    ];
    const line = await place.open(one);
    await place.open(other);
    const accounts = Array.from({ length: 500 }, () => randomUUID());
    expect(await line.hint(accounts)).toBe(true);
    await expect.poll(() => other.accounts.toSorted()).toEqual(accounts.toSorted());
    await expect.poll(() => one.accounts.toSorted()).toEqual(accounts.toSorted());
  });

  test('hints are heard again after the line was cut, and whoever listens is told to look', async () => {
    const place = await begin();
    const heard: Heard = { accounts: [], reopened: 0 };
    await place.open(heard);
    const sender = await place.open({ accounts: [], reopened: 0 });
    await place.cut();
    await expect.poll(() => heard.reopened, { timeout: 10_000 }).toBe(1);
    const account = randomUUID();
    await expect.poll(() => sender.hint([account]), { timeout: 10_000 }).toBe(true);
    await expect.poll(() => heard.accounts).toContain(account);
  });
});
