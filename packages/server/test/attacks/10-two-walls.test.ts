import { randomUUIDv7 } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { Prisma, PrismaClient } from '../../src/generated/prisma/client.ts';
import { type Tenancy, tenancyOf } from '../../src/security/tenancy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
let tenancy: Tenancy;
const [ours, theirs] = [randomUUIDv7(), randomUUIDv7()];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  tenancy = tenancyOf(database);
  for (const accountId of [ours, theirs]) {
    const account = tenancy.forAccount(accountId);
    await account.account.create({ data: { id: accountId, name: accountId } });
    await account.sequence.create({ data: { accountId, name: 'Engineers' } });
    await account.contact.create({ data: { accountId, name: 'Dana', email: 'dana@new.example' } });
  }
});
afterAll(async () => {
  await database.$disconnect();
  await testDatabase.drop();
});

type Walled = { readonly name: string; readonly forced: boolean; readonly policies: number };

async function accountTables(): Promise<Walled[]> {
  return database.$queryRaw<Walled[]>`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
      (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'own_account') AS policies
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND (c.relname = 'account' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'account_id'))`;
}

describe('attack 10: a query that forgot the account', () => {
  test('every table with an account has the wall', async () => {
    const tables = await accountTables();
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter(({ forced, policies }) => !forced || policies !== 1)).toEqual([]);
  });

  test('a partition opens to nobody but through its table', async () => {
    const partitions = await database.$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_class WHERE relispartition AND relkind = 'r' AND relnamespace = 'public'::regnamespace`;
    expect(partitions.length).toBeGreaterThan(5);
    for (const { name } of partitions) {
      for (const client of [tenancy.forAccount(ours), tenancy.acrossAccounts]) {
        await expect(client.$queryRaw(Prisma.raw(`SELECT FROM ${name}`))).rejects.toThrow('permission denied');
      }
    }
  });

  test('reads without a filter show one account', async () => {
    const account = tenancy.forAccount(ours);
    const [sequences, contacts] = await Promise.all([account.sequence.findMany(), account.contact.findMany()]);
    expect([...sequences, ...contacts].map(({ accountId }) => accountId)).toEqual([ours, ours]);
    expect(await account.account.findUnique({ where: { id: theirs } })).toBeNull();
    expect(await account.$queryRaw`SELECT account_id::text AS id FROM contact`).toEqual([{ id: ours }]);
    const inside = await account.$transaction((tx) => tx.contact.count());
    expect(inside).toBe(1);
  });

  test('writes without a filter change one account, and none can be written into another', async () => {
    const account = tenancy.forAccount(ours);
    expect(await account.contact.updateMany({ data: { title: 'Engineer' } })).toEqual({ count: 1 });
    expect(await account.$executeRaw`DELETE FROM intent`).toBe(0);
    await expect(account.sequence.create({ data: { accountId: theirs, name: 'Mine' } })).rejects.toThrow();
    const moved = account.$executeRaw`UPDATE contact SET account_id = ${theirs}::uuid`;
    await expect(moved).rejects.toThrow('row-level security');
    const others = tenancy.forAccount(theirs);
    expect(await others.contact.findMany({ select: { title: true } })).toEqual([{ title: null }]);
    expect(await others.sequence.count()).toBe(1);
  });

  test('accounts that read at the same moment do not meet in a transaction', async () => {
    const both = Array.from({ length: 20 }, (_, index) => (index % 2 ? ours : theirs));
    const seen = await Promise.all(both.map((id) => tenancy.forAccount(id).contact.findMany()));
    expect(seen.map((rows) => rows.map(({ accountId }) => accountId))).toEqual(both.map((id) => [id]));
  });

  test('without an account nothing is visible, and nothing of one stays on the connection', async () => {
    const left = await Promise.all(
      Array.from(
        { length: 30 },
        () =>
          database.$queryRaw`SELECT current_user = session_user AS same, current_setting('handoff.account_id', true) AS account`,
      ),
    );
    expect(left.flat().filter((row) => JSON.stringify(row).includes(ours))).toEqual([]);
    expect(await tenancy.forAccount('').contact.count()).toBe(0);
  });

  test('a connection that takes no wall along is used for nothing', async () => {
    const adapter = new PrismaPg({ connectionString: testDatabase.url });
    const plain = new PrismaClient({ adapter });
    await expect(tenancyOf(plain).forAccount(ours).contact.findMany()).rejects.toThrow('outside its wall');
    await plain.$disconnect();
  });

  test('the door across accounts opens the tables it names, to be read', async () => {
    const { acrossAccounts } = tenancy;
    expect(await acrossAccounts.account.count()).toBe(2);
    await expect(acrossAccounts.contact.count()).rejects.toThrow();
    await expect(acrossAccounts.account.updateMany({ data: { name: 'Mine' } })).rejects.toThrow();
  });
});
