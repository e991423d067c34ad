import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { migrationsFolder, readMigrations } from '../../src/database/migrations.ts';
import { ask, faultOf } from './embedded-folder.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const migrating = fileURLToPath(new URL('./migrating.ts', import.meta.url));
const ours = (await readMigrations(migrationsFolder)).map(({ name }) => name);

let url: string;
let folder: string;

beforeEach(async () => {
  const name = `migrate_${crypto.randomUUID().replaceAll('-', '')}`;
  await ask(inject('adminUrl'), `CREATE DATABASE ${name}`);
  url = Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}` }).href;
  folder = await mkdtemp(join(tmpdir(), 'handoff-migrations-'));
});
afterEach(async () => {
  await ask(inject('adminUrl'), `DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

const migrateFolder = () => migrate(url, pathToFileURL(`${folder}/`));

/** Prisma's own CLI, on the same database. */
async function prisma(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: url };
  const { stdout } = await promisify(execFile)(process.execPath, [path('../../tools/prisma.ts'), ...args], { env });
  return stdout;
}

test('applies what is missing, once, and Prisma agrees', async () => {
  expect(await migrate(url)).toEqual(ours);
  expect(await migrate(url)).toEqual([]);
  expect(await prisma('migrate', 'status')).toContain('Database schema is up to date!');
  expect(await prisma('migrate', 'deploy')).toContain('No pending migrations to apply.');
});

test('what Prisma applied counts as applied', async () => {
  expect(await prisma('migrate', 'deploy')).toContain('All migrations have been successfully applied.');
  expect(await migrate(url)).toEqual([]);
});

test('the migrations make what the schema file says', async () => {
  await migrate(url);
  const from = path('../../../../prisma/schema.prisma');
  const args = ['migrate', 'diff', '--from-config-datasource', '--to-schema', from, '--script'];
  const difference = await prisma(...args);
  expect(difference).not.toMatch(/CREATE|DROP|ALTER/);
});

test('no date is by the clock of the process that writes', () => {
  expect(readFileSync(path('../../../../prisma/schema.prisma'), 'utf8')).not.toContain('@default(now())');
});

test('two processes that migrate at once both succeed, and each migration is applied once', async () => {
  const results = await Promise.all(
    [1, 2].map(async () => {
      const child = fork(migrating, [url]);
      const [[message], [status]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
      expect(status).toBe(0);
      return (message as { applied: string[] }).applied;
    }),
  );
  expect(results.flat()).toEqual(ours);
  expect(await ask(url, 'SELECT count(*)::int FROM _prisma_migrations')).toBe(ours.length);
});

test('waits for whoever holds the lock that Prisma takes', async () => {
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query('SELECT pg_advisory_lock(72707369)');
  const migrating = migrate(url);
  const asking =
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle' AND query LIKE '%try_advisory_lock%'";
  await expect.poll(() => ask(url, asking)).toBe(1);
  expect(await ask(url, "SELECT to_regclass('_prisma_migrations')")).toBeNull();
  await other.end();
  expect(await migrating).toEqual(ours);
});

test('one that was changed after it was applied is refused, and nothing is applied', async () => {
  await write('1_first', 'CREATE TABLE first ();');
  await migrateFolder();
  await write('1_first', 'CREATE TABLE first (id int);');
  await write('2_second', 'CREATE TABLE second ();');
  expect(await faultOf(migrateFolder())).toContain('1_first was changed after it was applied');
  expect(await ask(url, "SELECT to_regclass('second')")).toBeNull();
});

test('one that fails leaves nothing of itself, and goes through when it is put right', async () => {
  await write('1_first', 'CREATE TABLE first ();');
  await write('2_second', 'CREATE TABLE second (); SELECT nothing;');
  expect(await faultOf(migrateFolder())).toContain('2_second could not be applied: column "nothing" does not exist');
  expect(await ask(url, "SELECT to_regclass('second')")).toBeNull();
  await write('2_second', 'CREATE TABLE second ();');
  expect(await migrateFolder()).toEqual(['2_second']);
});

test('one that waits for a table lets by who uses it, and goes through when it is free', async () => {
  await write('1_first', 'CREATE TABLE first ();');
  await migrateFolder();
  const [reader, other] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([reader.connect(), other.connect()]);
  await reader.query('BEGIN; SELECT FROM first');
  await write('2_second', 'ALTER TABLE first ADD COLUMN id int;');
  const migrating = migrateFolder();
  const waiting = "SELECT count(*)::int FROM pg_locks WHERE relation = 'first'::regclass AND NOT granted";
  await expect.poll(() => ask(url, waiting)).toBe(1);
  await other.query('SELECT FROM first');
  expect(
    await ask(url, "SELECT count(*)::int FROM pg_attribute WHERE attrelid = 'first'::regclass AND attname = 'id'"),
  ).toBe(0);
  await Promise.all([reader.end(), other.end()]);
  expect(await migrating).toEqual(['2_second']);
});

test('one that cannot run in a transaction runs without; when it fails, people are asked', async () => {
  await write('1_first', 'CREATE TABLE first (id int); INSERT INTO first VALUES (1), (1);');
  await write('2_index', 'CREATE INDEX CONCURRENTLY first_id ON first (id);');
  expect(await migrateFolder()).toEqual(['1_first', '2_index']);
  await write('3_unique', 'CREATE UNIQUE INDEX CONCURRENTLY first_unique ON first (id);');
  expect(await faultOf(migrateFolder())).toContain('3_unique could not be applied');
  expect(await faultOf(migrateFolder())).toContain('3_unique failed earlier');
});

test('one that sets a search path is recorded all the same', async () => {
  await write('1_path', "SELECT pg_catalog.set_config('search_path', '', false); CREATE TABLE public.first ();");
  expect(await migrateFolder()).toEqual(['1_path']);
  expect(await migrateFolder()).toEqual([]);
});

test('a database that belongs to something else is left alone', async () => {
  await ask(url, 'CREATE TABLE theirs ()');
  expect(await faultOf(migrate(url))).toContain('tables that are not Handoff\'s ("theirs")');
  expect(await ask(url, "SELECT to_regclass('_prisma_migrations')")).toBeNull();
});

test('a folder without its migration.sql is told', async () => {
  await mkdir(join(folder, '1_empty'));
  expect(await faultOf(migrateFolder())).toContain('1_empty has no migration.sql');
});
