import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { authenticator, type Caller } from '../../src/security/authenticate.ts';
import { watchTokens } from '../../src/security/live-tokens.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createOwner } from '../support/owner.ts';

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

async function newCaller(): Promise<Caller> {
  const { token } = await createOwner(database);
  const caller = await authenticator(tenancyOf(database), null)(`Bearer ${token}`);
  if (!caller) throw new Error('a new token opens nothing');
  return caller;
}

const looks = `SELECT count(*)::int AS count FROM pg_locks WHERE relation = 'api_token'::regclass AND NOT granted`;

test('who begins to follow while the tokens of others are looked at is not ended; whose token is revoked is', async () => {
  const [first, second] = [await newCaller(), await newCaller()];
  const ended: string[] = [];
  const tokens = watchTokens(tenancyOf(database), 20, (error) => ended.push(String(error)));
  const follow = (caller: Caller) => tokens.hold(caller, () => ended.push(caller.tokenId));
  follow(first);
  await database.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE api_token IN ACCESS EXCLUSIVE MODE`;
    const waiting = async () => (await database.$queryRawUnsafe<{ count: number }[]>(looks))[0]?.count;
    await expect.poll(waiting).toBeGreaterThan(0);
    follow(second);
  });
  const { accountId, tokenId: id } = first;
  await database.apiToken.update({ where: { accountId_id: { accountId, id } }, data: { revokedAt: new Date() } });
  await expect.poll(() => ended).toContain(first.tokenId);
  expect(ended).not.toContain(second.tokenId);
  tokens.stop();
});
