import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordChange } from '../../src/audit/record-change.ts';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
let account: Database;
const actor = { accountId: randomUUIDv7(), memberId: randomUUIDv7() };

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  account = tenancyOf(database).forAccount(actor.accountId);
  const change = { action: 'integration.connect', target: 'ashby', summary: 'Connected Ashby.' };
  await account.$transaction((tx) => recordChange(tx, actor, change));
});
afterAll(async () => {
  await database.$disconnect();
  await testDatabase.drop();
});

test('attack 24: audit rows can be written and read, and neither changed, deleted nor emptied', async () => {
  expect(await account.auditEntry.count()).toBe(1);
  await expect(account.$executeRaw`UPDATE audit_entry SET summary = 'Nothing.'`).rejects.toThrow('permission denied');
  await expect(account.$executeRaw`DELETE FROM audit_entry`).rejects.toThrow('permission denied');
  await expect(account.$executeRaw`TRUNCATE audit_entry`).rejects.toThrow('permission denied');
  expect(await account.auditEntry.findFirst()).toMatchObject({ summary: 'Connected Ashby.' });
});
