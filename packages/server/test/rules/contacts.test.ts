import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageContacts } from '../../src/contacts/sql/page-contacts.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, changeSettings, connect, newContact, newSequence } from '../support/seed.ts';

let harness: Harness;
let integrationId: string;
let sequenceId: string;
beforeAll(async () => {
  harness = await startHarness();
  ({ id: integrationId } = await connect(harness, { mode: 'ON_REPLY' }));
  sequenceId = await newSequence(harness);
  const names = ['Ada Lovelace', 'Grace Hopper', 'ada byron', 'Alan Turing', 'Ada Lovelace'];
  await add(
    harness,
    sequenceId,
    names.map((name, n) => newContact({ name, email: `p${n}@lovely.example` })),
  );
  await add(harness, await newSequence(harness), [newContact({ name: 'Nobody', email: undefined })]);
});
afterAll(() => harness.stop());

async function page(variables: Readonly<Record<string, unknown>>): Promise<Answer> {
  const query = `query ($filter: ContactFilter, $order: ContactOrder, $first: Int, $last: Int, $after: String, $before: String) {
    contacts(filter: $filter, order: $order, first: $first, last: $last, after: $after, before: $before) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id name }
    }
  }`;
  const { body } = await harness.client.post({ query, variables });
  expect(body.errors).toBeUndefined();
  return body.data.contacts;
}

const namesOf = ({ nodes }: Answer) => nodes.map(({ name }: Answer) => name);

test.each<[string, Readonly<Record<string, unknown>>, number]>([
  ['the beginning of a name', { search: 'ADA' }, 3],
  ['the beginning of its last word', { search: 'love' }, 2],
  ['the beginning of an email', { search: 'P3@lovely' }, 1],
  ['a sign that a pattern would take for anything', { search: '%' }, 0],
  ['a reason', { reason: 'MISSING_EMAIL' }, 1],
  ['a state', { state: 'NOT_SYNCED' }, 6],
  ['a state that nobody has', { state: 'FAILED' }, 0],
  ['all of them at once', { reason: 'WAITING_FOR_REPLY', search: 'ada' }, 3],
])('contacts are found by %s', async (_, filter, count) => {
  const { totalCount, nodes } = await page({ filter });
  expect([totalCount, nodes.length]).toEqual([count, count]);
});

test('contacts are paged forward and backward, in each order, with nobody missed or told twice', async () => {
  for (const order of ['NEWEST', 'NAME']) {
    const all = (await page({ order, first: 100 })).nodes;
    const seen: Answer[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo }: Answer = await page({ order, first: 2, after });
      seen.push(...nodes);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(all);
    const last = await page({ order, last: 2 });
    expect(last.nodes).toEqual(all.slice(-2));
    const before = await page({ order, last: 2, before: last.pageInfo.startCursor });
    expect(before.nodes).toEqual(all.slice(-4, -2));
  }
  expect(namesOf(await page({ order: 'NAME' }))).toEqual([
    'ada byron',
    'Ada Lovelace',
    'Ada Lovelace',
    'Alan Turing',
    'Grace Hopper',
    'Nobody',
  ]);
});

test('all contacts are counted as they come and go, and who adds some waits for nobody', async () => {
  const { totalCount } = await page({});
  const { accountId } = harness;
  const account = tenancyOf(harness.database).forAccount(accountId);
  const add = (database: Pick<typeof account, 'contact'>) =>
    database.contact.create({ data: { accountId, name: 'Passing' } });
  await account.$transaction(async (tx) => {
    await add(tx);
    await add(account);
  });
  expect(await page({})).toMatchObject({ totalCount: totalCount + 2 });
  await account.contact.deleteMany({ where: { accountId, name: 'Passing' } });
  expect(await page({})).toMatchObject({ totalCount });
});

test('no page of many contacts needs a sequential scan', { timeout: 90_000 }, async () => {
  const { accountId, database } = harness;
  await database.$executeRaw`
    INSERT INTO contact (account_id, id, name, email, email_key)
    SELECT ${accountId}::uuid, gen_random_uuid(), 'Many ' || n, n || '@many.example', n || '@many.example'
    FROM generate_series(1, 30000) n`;
  const uuid = Buffer.from(sequenceId, 'base64').toString().split(':')[1];
  await database.$executeRaw`
    INSERT INTO enrollment (account_id, id, contact_id, sequence_id, added_at)
    SELECT account_id, gen_random_uuid(), id, ${uuid}::uuid, now() FROM contact WHERE email_key LIKE '%@many.example'`;
  await database.$executeRaw`
    INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, reason)
    SELECT e.account_id, gen_random_uuid(), o.id, e.id, e.contact_id, e.sequence_id, 'NOT_SYNCED', 'SYNC_OFF'
    FROM enrollment e JOIN integration o ON o.account_id = e.account_id
    ON CONFLICT DO NOTHING`;
  await database.$executeRawUnsafe('VACUUM ANALYZE contact, enrollment, sync, duplicate_mark');
  const none = { state: null, reason: null, errorCode: null, sequenceId: null, marked: null, search: null };
  const middle =
    (await database.contact.findFirst({ where: { accountId }, orderBy: { id: 'asc' }, skip: 15_000 }))?.id ?? '';
  const cases = [
    { ...none },
    { ...none, state: 'NOT_SYNCED' as const },
    { ...none, state: 'FAILED' as const },
    { ...none, reason: 'SYNC_OFF' as const },
    { ...none, sequenceId: uuid ?? '' },
    { ...none, search: '2999' },
  ];
  for (const filter of cases) {
    for (const [order, after] of [
      ['NEWEST', null],
      ['NEWEST', middle],
      ['NAME', middle],
    ] as const) {
      const plan = await planOf((db) =>
        pageContacts(db, { accountId, filter, order, after, before: null, direction: 'FORWARD', limit: 51 }),
      );
      expect(plan, JSON.stringify({ filter, order, after })).not.toContain('Seq Scan on');
    }
  }
});

/** The plan of the one statement that this work sends, behind the wall. */
async function planOf(work: (database: Harness['database']) => Promise<unknown>): Promise<string> {
  const account = tenancyOf(harness.database).forAccount(harness.accountId);
  let plan = '';
  const explaining = new Proxy(account, {
    get: (target, name) => {
      if (name !== '$queryRaw') return Reflect.get(target, name);
      return async (statement: Prisma.Sql) => {
        plan = JSON.stringify(await target.$queryRaw(Prisma.sql`EXPLAIN ${statement}`));
        return [];
      };
    },
  });
  await work(explaining);
  return plan;
}

test('S2.4 a preview of a change says whom it affects, and whom it does not', async () => {
  const sequence = await newSequence(harness, { syncEnabled: false });
  await add(harness, sequence, [newContact()]);
  const query = `query ($input: UpdateSyncSettingsInput!) { previewSyncSettings(input: $input) { summary effects { description count affected } } }`;
  const variables = { input: { integrationId, mode: 'OFF' } };
  const { body } = await harness.client.post({ query, variables });
  const { summary, effects } = body.data.previewSyncSettings;
  expect(summary).toBe('No contact syncs.');
  expect(effects).toContainEqual({
    description: 'They will no longer sync when they reply.',
    count: 5,
    affected: true,
  });
  expect(effects).toContainEqual(expect.objectContaining({ affected: false }));
  await changeSettings(harness, { integrationId, mode: 'ON_REPLY' });
});
