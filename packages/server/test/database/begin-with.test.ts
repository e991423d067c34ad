import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginWith } from '../../src/database/begin-with.ts';
import { type Database, openDatabase, type Transaction } from '../../src/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.$disconnect();
  await testDatabase.drop();
});

type Named = { readonly name: string | null };

const nameIn = async (db: Pick<Transaction, '$queryRaw'>) =>
  (await db.$queryRaw<Named[]>`SELECT nullif(current_setting('handoff.name', true), '') AS name`)[0]?.name;

function begun<T>(settings: Readonly<Record<string, string>>, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return beginWith(settings, (areTaken) =>
    database.$transaction((tx) => {
      expect(areTaken()).toBe(true);
      return work(tx);
    }),
  );
}

test('a transaction begins with its settings, whatever is in them, and leaves them on no connection', async () => {
  const name = "O'Hara \\ co";
  expect(await begun({ 'handoff.name': name }, nameIn)).toBe(name);
  expect(await Promise.all(Array.from({ length: 30 }, () => nameIn(database)))).toEqual(Array(30).fill(null));
});

test('transactions that begin at the same moment have each their own', async () => {
  const names = Array.from({ length: 30 }, (_, index) => `n${index}`);
  expect(await Promise.all(names.map((name) => begun({ 'handoff.name': name }, nameIn)))).toEqual(names);
});

test('where a setting is refused, nothing of the transaction is done, and the error says why', async () => {
  const id = crypto.randomUUID();
  const created = begun({ role: 'nobody_at_all' }, (tx) => tx.account.create({ data: { id, name: 'Northwind' } }));
  await expect(created).rejects.toThrow('nobody_at_all');
  expect(await database.account.count()).toBe(0);
});

test('a transaction that does nothing leaves its connection as it was', async () => {
  expect(await begun({ 'handoff.name': 'idle' }, async () => 'done')).toBe('done');
  await expect(begun({ 'handoff.name': 'idle' }, () => Promise.reject(new Error('stopped')))).rejects.toThrow(
    'stopped',
  );
  expect(await Promise.all(Array.from({ length: 30 }, () => nameIn(database)))).toEqual(Array(30).fill(null));
});

test('what it does is kept at its end, and undone where it fails', async () => {
  const id = crypto.randomUUID();
  await begun({ 'handoff.name': 'kept' }, (tx) => tx.account.create({ data: { id, name: 'Northwind' } }));
  const taken = begun({ 'handoff.name': 'lost' }, async (tx) => {
    await tx.account.create({ data: { id: crypto.randomUUID(), name: 'Nowhere' } });
    throw new Error('rolled back');
  });
  await expect(taken).rejects.toThrow('rolled back');
  expect(await database.account.findMany({ select: { id: true } })).toEqual([{ id }]);
});
