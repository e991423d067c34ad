/**
 * Applies prisma/migrations without Prisma's CLI, in Prisma's own format: the same table, checksums and
 * advisory lock, so that `prisma migrate deploy` and this can follow each other.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { DatabaseFault } from './fault.ts';

const folder = new URL('../../../../prisma/migrations/', import.meta.url);
/** The lock that Prisma's engine takes (schema-engine, `ADVISORY_LOCK_KEY`). */
const advisoryLock = 72_707_369;

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** Brings the database up to date; answers with the names of what it applied. */
export async function migrate(url: string): Promise<readonly string[]> {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(table);
    const applied = await readApplied(client);
    const fresh = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of migrations) checkUnchanged(migration, applied.get(migration.name));
    for (const migration of fresh) await apply(client, migration);
    return fresh.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
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

/** With its row in one transaction: it is applied and known, or neither. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseFault(`The migration ${name} could not be applied: ${why}.`);
  }
}

const table = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;
