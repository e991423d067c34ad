import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { migrationsFolder, readMigrations } from '../../src/database/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ask } from './embedded-folder.ts';

/** What is older is in the first release: nobody has rows yet that it could lock. */
const firstRelease = '20261125';

/** What a migration must leave as it is while two versions work: each names its object, and what became of it. */
const standing = `
  SELECT 'table ' || oid AS object, relname AS name, relfilenode || ' ' || relname AS state,
    'rewrites, renames or drops it' AS harm FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'column ' || attrelid || ' ' || attnum, attrelid::regclass || '.' || attname,
    concat_ws(' ', attname, atttypid, attnotnull), 'drops, renames or changes it'
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  WHERE attnum > 0 AND NOT attisdropped`;

/** What it must not add to tables that are there: each takes a time that grows with their rows. */
const additions = `
  SELECT 'index ' || indexrelid AS object, indrelid AS of, indexrelid::regclass::text AS name,
    'builds it while nobody may write: CONCURRENTLY, in a migration of its own' AS harm FROM pg_index
  UNION ALL
  SELECT 'constraint ' || oid, conrelid, conname, 'checks every row for it: NOT VALID, and VALIDATE later'
  FROM pg_constraint WHERE contype IN ('c', 'f') AND convalidated AND conparentid = 0
  UNION ALL
  SELECT 'column ' || attrelid || ' ' || attnum, attrelid, attname, 'wants a value that the older version does not give'
  FROM pg_attribute WHERE attnum > 0 AND attnotnull AND NOT atthasdef AND attidentity = '' AND NOT attisdropped`;

const touched = `
  SELECT relname AS name FROM pg_stat_xact_user_tables
  WHERE schemaname = 'public' AND seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0 AND relid = ANY($1)`;

/** What of a migration would let a busy product wait, or an older version fail beside it; applies it. */
async function harmOf(client: pg.Client, sql: string): Promise<readonly string[]> {
  const { rows: before } = await client.query(standing);
  const { rows: had } = await client.query(additions);
  const known = new Set(had.map(({ object }) => object));
  const { rows: tables } = await client.query<{ oid: number }>(
    `SELECT oid::int FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
  );
  const old = tables.map(({ oid }) => oid);
  // What earlier transactions of this connection have touched is else counted with this one's.
  await client.query('SELECT pg_stat_force_next_flush()');
  await client.query('BEGIN');
  try {
    await client.query(sql);
  } catch (error) {
    await client.query('ROLLBACK');
    if (!(error instanceof pg.DatabaseError) || error.code !== '25001') throw error;
    // An index that is built beside the work.
    await client.query(sql);
    return [];
  }
  const { rows: used } = await client.query(touched, [old]);
  const { rows: after } = await client.query(standing);
  const { rows: has } = await client.query(additions);
  await client.query('COMMIT');
  const now = new Map(after.map(({ object, state }) => [object, state]));
  return [
    ...before.filter(({ object, state }) => now.get(object) !== state),
    ...has.filter(({ object, of }) => !known.has(object) && old.includes(of)),
    ...used.map(({ name }) => ({ name, harm: 'reads or writes its rows' })),
  ].map(({ name, harm }) => `${name}: ${harm}`);
}

let testDatabase: TestDatabase;
let client: pg.Client;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  client = new pg.Client({ connectionString: testDatabase.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await testDatabase.drop();
});

test.for([
  ['an index', 'CREATE INDEX slow ON contact (account_id, title)', 'slow: builds it'],
  ['a rewrite', 'ALTER TABLE contact ADD COLUMN seen timestamptz DEFAULT clock_timestamp()', 'contact: rewrites'],
  [
    'another type',
    'ALTER TABLE contact ALTER COLUMN title TYPE varchar(9)',
    'contact.title: drops, renames or changes',
  ],
  ['a column less', 'ALTER TABLE contact DROP COLUMN title', 'contact.title: drops'],
  ['another name', 'ALTER TABLE contact RENAME COLUMN title TO role', 'contact.title: drops, renames'],
  ['a table less', 'DROP TABLE pace', 'pace: rewrites, renames or drops'],
  ['a column that must be filled', 'ALTER TABLE contact ADD COLUMN age int NOT NULL', 'age: wants a value'],
  [
    'a column that is filled from now on',
    'ALTER TABLE contact ALTER COLUMN title SET NOT NULL',
    'contact.title: drops',
  ],
  ['a check', "ALTER TABLE contact ADD CONSTRAINT named CHECK (name <> '')", 'named: checks every row'],
  ['a change of rows', 'UPDATE contact SET title = NULL', 'contact: reads or writes its rows'],
] as const)('%s on a table that is there is found', async ([, sql, harm]) => {
  expect(await harmOf(client, sql)).toContainEqual(expect.stringContaining(harm));
});

test.for([
  'ALTER TABLE contact ADD COLUMN age int',
  "ALTER TABLE contact ADD COLUMN age int NOT NULL DEFAULT 0; ALTER TYPE role ADD VALUE 'GUEST'",
  "ALTER TABLE contact ADD CONSTRAINT named CHECK (name <> '') NOT VALID",
  'CREATE INDEX CONCURRENTLY beside ON contact (account_id, title)',
  `CREATE TABLE visit (account_id uuid REFERENCES account (id), at timestamptz);
   CREATE INDEX visit_at ON visit (account_id, at); SELECT wall_in('visit')`,
])('%s harms nobody', async (sql) => {
  expect(await harmOf(client, sql)).toEqual([]);
});

test('no migration since the first release lets a busy product wait, or an older version fail beside it', async () => {
  await ask(inject('adminUrl'), 'CREATE DATABASE harmless');
  const url = Object.assign(new URL(inject('adminUrl')), { pathname: '/harmless' }).href;
  const fresh = new pg.Client({ connectionString: url });
  await fresh.connect();
  for (const { name, sql } of await readMigrations(migrationsFolder)) {
    if (name < firstRelease) await fresh.query(sql);
    else expect([name, await harmOf(fresh, sql)]).toEqual([name, []]);
  }
  await fresh.end();
  await ask(inject('adminUrl'), 'DROP DATABASE harmless WITH (FORCE)');
});
