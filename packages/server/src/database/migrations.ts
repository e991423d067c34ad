import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { DatabaseFault } from './fault.ts';

export const migrationsFolder = new URL('../../../../prisma/migrations/', import.meta.url);

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** In Prisma's layout and order: one folder each, sorted by name. */
export async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: URL, name: string): Promise<Migration> {
  const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8').catch(() => {
    throw new DatabaseFault(`The migration ${name} has no migration.sql: put it back, or take its folder away.`);
  });
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
