import { randomUUIDv7 } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { endingPartitions, keepPartitions } from '../../src/database/partitions.ts';
import { appendFeed } from '../../src/live/feed.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { growOld } from '../support/grow-old.ts';
import { startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';

const kept = { feedDays: 1, historyDays: 730 };
const accountId = randomUUIDv7();
let testDatabase: TestDatabase;
let database: Database;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
});
afterEach(async () => {
  await database.$disconnect();
  await testDatabase.drop();
});

async function partitions(table: string): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = ${table}::regclass ORDER BY 1`;
  return rows.map(({ name }) => name);
}

async function dropAll(): Promise<void> {
  for (const name of [...(await partitions('feed')), ...(await partitions('sync_history'))])
    await database.$executeRawUnsafe(`DROP TABLE ${name}`);
}

const change = { topic: 'INTEGRATION', integrationId: randomUUIDv7() } as const;
const append = (times = 1) =>
  database.$transaction((tx) =>
    appendFeed(
      tx,
      accountId,
      Array.from({ length: times }, () => change),
    ),
  );

test('a migrated database has a place for what is written today and in the next two periods', async () => {
  expect(await endingPartitions(database)).toEqual([]);
  await append();
  for (const days of [1, 2])
    await database.$executeRaw`UPDATE feed SET at = date_trunc('day', now(), 'UTC') + ${days} * interval '1 day'`;
  await keepPartitions(database, kept);
  expect(await partitions('feed')).toHaveLength(4);
  expect(await partitions('sync_history')).toHaveLength(4);
});

test('rows leave with their partition, once all of it is older than what is kept', async () => {
  await append(3);
  await growOld(database, 'feed', 2);
  await append();
  await keepPartitions(database, { ...kept, feedDays: 2 });
  expect(await database.feed.count()).toBe(4);
  await keepPartitions(database, kept);
  expect(await database.feed.findMany({ select: { seq: true } })).toEqual([{ seq: 4n }]);
  expect(await partitions('feed')).not.toContain('feed_old');
});

test('whoever comes back after weeks has a place to write to, however many come back at once', async () => {
  await dropAll();
  expect(await endingPartitions(database)).toEqual([
    { name: 'feed', end: null },
    { name: 'sync_history', end: null },
  ]);
  await expect(append()).rejects.toThrow('no partition');
  await Promise.all(Array.from({ length: 5 }, () => keepPartitions(database, kept)));
  expect(await partitions('feed')).toHaveLength(3);
  expect(await partitions('sync_history')).toHaveLength(3);
  await append();
});

test('a transaction that lasts keeps nobody else waiting: keeping gives up, and is done the next time', async () => {
  await dropAll();
  const [reading, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const reader = database.$transaction(
    async (tx) => {
      await tx.feed.count();
      reading.resolve();
      await done.promise;
    },
    { timeout: 60_000 },
  );
  await reading.promise;
  await expect(keepPartitions(database, kept)).rejects.toThrow('lock timeout');
  expect(await database.feed.count()).toBe(0);
  done.resolve();
  await reader;
  await keepPartitions(database, kept);
  await append();
});

describe('what is dropped is the beginning of a feed', () => {
  test('a later place has a later time, whichever transaction began first', async () => {
    const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = database.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT now()`;
        begun.resolve();
        await go.promise;
        await appendFeed(tx, accountId, [change]);
      },
      { timeout: 60_000 },
    );
    await begun.promise;
    await append();
    go.resolve();
    await first;
    const [one, two] = await database.feed.findMany({ where: { accountId }, orderBy: { seq: 'asc' } });
    expect(one?.at.getTime()).toBeLessThanOrEqual(two?.at.getTime() ?? 0);
  });
});

test('a sync whose steps are gone still says where it stands, and goes on', async () => {
  const harness = await startHarness({ testDatabase: { ...testDatabase, drop: async () => {} } });
  await connect(harness, { mode: 'ON_ADDED' });
  const contact = newContact();
  await add(harness, await newSequence(harness), [contact]);
  const { id } = await settled(harness, 'SYNCED', contact);
  const query = 'query History($id: ID!) { node(id: $id) { ... on Sync { state history { totalCount } } } }';
  const steps = async () => (await harness.client.post({ query, variables: { id } })).body.data.node;
  expect(await steps()).toEqual({ state: 'SYNCED', history: { totalCount: 3 } });
  await growOld(database, 'sync_history', 800);
  await keepPartitions(database, kept);
  expect(await steps()).toEqual({ state: 'SYNCED', history: { totalCount: 0 } });
  await harness.stop();
});
