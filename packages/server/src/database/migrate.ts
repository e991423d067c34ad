/**
 * Applies prisma/migrations without Prisma's CLI, in Prisma's own format: the same table, checksums and
 * advisory lock, so that `prisma migrate deploy` and this can follow each other.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseFault } from './fault.ts';
import { type Migration, migrationsFolder, readMigrations } from './migrations.ts';

/** The lock that Prisma's engine takes (schema-engine, `ADVISORY_LOCK_KEY`). */
const advisoryLock = 72_707_369;
/** PostgreSQL's "cannot run inside a transaction block": an index built concurrently, for one. */
const needsNoTransaction = '25001';
/** PostgreSQL's "lock not available". */
const lockTimedOut = '55P03';
/** Everybody who comes after waits behind a migration that waits: so it asks for its locks briefly, and again. */
const asksForS = 1;
const asksAgainAfterMs = 1_000;
const asks = 60;
const lockAgainAfterMs = 200;

/** Brings the database up to date; answers with the names of what it applied. */
export async function migrate(url: string, folder = migrationsFolder): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await holdLock(client);
    await ensureTable(client);
    const applied = await readApplied(client);
    for (const migration of migrations) checkUnchanged(migration, applied.get(migration.name));
    const fresh = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of fresh) await apply(client, migration);
    return fresh.map(({ name }) => name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Waits until no other process migrates. Asks again and again: a statement that waits for the lock has a snapshot, for
 * whose end an index that the other one builds concurrently would wait in turn.
 */
async function holdLock(client: pg.Client): Promise<void> {
  const asked = async () => {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [advisoryLock]);
    return rows[0]?.held === true;
  };
  while (!(await asked())) await wait(lockAgainAfterMs);
}

/** As Prisma does, it leaves alone a database that already belongs to something else. */
async function ensureTable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean; foreign: string | null }>(state);
  const { known, foreign } = rows[0] ?? { known: false, foreign: null };
  if (known) return;
  if (foreign !== null) {
    throw new DatabaseFault(
      `The database holds tables that are not Handoff's ("${foreign}"): give Handoff an empty database of its own.`,
    );
  }
  await client.query(table);
}

type Applied = { readonly checksum: string; readonly finished: boolean };

async function readApplied(client: pg.Client): Promise<ReadonlyMap<string, Applied>> {
  const { rows } = await client.query<Applied & { name: string }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

function checkUnchanged({ name, checksum }: Migration, applied: Applied | undefined): void {
  if (applied && !applied.finished) {
    throw new DatabaseFault(
      `The migration ${name} failed earlier: look at it, then mark it with "prisma migrate resolve".`,
    );
  }
  if (applied && applied.checksum !== checksum) {
    throw new DatabaseFault(
      `The migration ${name} was changed after it was applied: put it back, and write a new one.`,
    );
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await applyInTime(client, migration).catch((error: unknown) => {
      if (codeOf(error) === needsNoTransaction) return applyAlone(client, migration);
      throw error;
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseFault(
      codeOf(error) === lockTimedOut
        ? `The migration ${migration.name} could not be applied: a transaction that lasts uses what it changes. End it (pg_stat_activity shows it), and migrate again.`
        : `The migration ${migration.name} could not be applied: ${why}.`,
    );
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

async function applyInTime(client: pg.Client, migration: Migration): Promise<void> {
  for (let ask = 1; ; ask++) {
    try {
      return await applyWhole(client, migration);
    } catch (error) {
      if (codeOf(error) !== lockTimedOut || ask === asks) throw error;
      await wait(asksAgainAfterMs);
    }
  }
}

/** With its row in one transaction: it is applied and known, or neither. */
async function applyWhole(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL lock_timeout = '${asksForS}s'`);
    await begin(client, migration);
    await client.query(migration.sql);
    await finish(client, migration);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Row first, as Prisma does: one that breaks halfway is known to have begun. */
async function applyAlone(client: pg.Client, migration: Migration): Promise<void> {
  await begin(client, migration);
  await client.query(migration.sql);
  await finish(client, migration);
}

async function begin(client: pg.Client, { name, checksum }: Migration): Promise<void> {
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    randomUUID(),
    checksum,
    name,
  ]);
}

/** The script may have set a search path of its own, for all that follows it. */
async function finish(client: pg.Client, { name }: Migration): Promise<void> {
  await client.query('RESET search_path');
  await client.query(
    `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
     WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
    [name],
  );
}

const state = `
  SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known,
    (SELECT relname FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1) AS foreign`;

const table = `
  CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;
