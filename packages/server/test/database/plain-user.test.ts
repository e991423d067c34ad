import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { migrate } from '../../src/database/migrate.ts';
import { startRelay } from '../../src/live/relay.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';

const name = `plain_${randomUUID().replaceAll('-', '')}`;
const admin = new pg.Client({ connectionString: inject('adminUrl') });
let harness: Harness;

/** As a hosted database gives it: no superuser, and it may create roles. */
beforeAll(async () => {
  await admin.connect();
  await admin.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD '${name}'`);
  await admin.query(`GRANT handoff_account, handoff_across TO ${name} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(inject('adminUrl'));
  Object.assign(url, { username: name, password: name, pathname: `/${name}` });
  await migrate(url.href);
  const drop = async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE ${name}`);
    await admin.end();
  };
  harness = await startHarness({ testDatabase: { url: url.href, drop } });
});
afterAll(() => harness.stop());

test('everything works for a database user that is no superuser, who sees nothing without an account', async () => {
  await connect(harness, { mode: 'ON_ADDED' });
  const contact = newContact();
  await add(harness, await newSequence(harness), [contact]);
  expect(await settled(harness, 'SYNCED', contact)).toMatchObject({ state: 'SYNCED' });
  const owner = openDatabase(harness.databaseUrl);
  expect(await owner.contact.count()).toBe(0);
  await owner.$disconnect();
});

test('who follows an account hears of it within a second or so, though nobody hints at it', async () => {
  const database = openDatabase(harness.databaseUrl);
  const deaf = async () => ({ hint: async () => true, close: async () => {} });
  const relay = await startRelay(tenancyOf(database).acrossAccounts, deaf);
  await new Promise<void>((resolve) => relay.watch(harness.accountId, resolve));
  await relay.stop();
  await database.$disconnect();
});
