import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { openAccountFeed } from '../../src/live/account-feed.ts';
import { appendFeed } from '../../src/live/feed.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const accountId = randomUUIDv7();
let testDatabase: TestDatabase;
let client: Database;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  client = openDatabase(testDatabase.url);
  database = tenancyOf(client).forAccount(accountId);
  await database.account.create({ data: { id: accountId, name: 'Northwind' } });
});
afterAll(async () => {
  await client.$disconnect();
  await testDatabase.drop();
});

/** A process that hears of nothing by itself. */
const deaf = { changed: () => {}, watch: () => () => {}, stop: async () => {} };

async function grow(count: number): Promise<void> {
  const change = { topic: 'INTEGRATION', integrationId: randomUUIDv7() } as const;
  await database.$transaction((tx) => appendFeed(tx, accountId, Array(count).fill(change)));
}

test('a process that was paused until rows had left gives nobody another place than theirs', async () => {
  await grow(3);
  const feed = openAccountFeed({ database, relay: deaf, accountId }, () => {});
  await feed.catchUp();
  await grow(5);
  await feed.catchUp();
  expect((await feed.after(5n))?.map(({ seq }) => seq)).toEqual([6n, 7n, 8n]);
  // Paused here: of ten more rows, six leave unread.
  await grow(10);
  await client.$executeRaw`DELETE FROM feed WHERE seq <= 14`;
  await feed.catchUp();
  expect(feed.end()).toBe(18n);
  expect(await feed.after(5n)).toBeNull();
  expect(await feed.after(13n)).toBeNull();
  expect((await feed.after(14n))?.map(({ seq }) => seq)).toEqual([15n, 16n, 17n, 18n]);
  expect((await feed.after(16n))?.map(({ seq }) => seq)).toEqual([17n, 18n]);
  expect(await feed.after(19n)).toBeNull();
  feed.close();
});
