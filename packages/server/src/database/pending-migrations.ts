import type { Database } from './client.ts';
import { migrationsFolder, readMigrations } from './migrations.ts';

/** The names of the migrations that this build has and the database lacks, in order. */
export async function pendingMigrations(database: Database): Promise<readonly string[]> {
  const migrations = await readMigrations(migrationsFolder);
  const [{ known } = { known: false }] = await database.$queryRaw<{ known: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`;
  const applied = known
    ? await database.$queryRaw<{ name: string }[]>`
        SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
    : [];
  const names = new Set(applied.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !names.has(name));
}

/** What the database lacks, in a few words. */
export function namePending(pending: readonly string[]): string {
  return pending.length > 3 ? `${pending.length} migrations, ${pending[0]} and later` : pending.join(', ');
}

/** Throws while a migration is missing. More than this build knows is fine: a newer version runs beside it. */
export async function checkMigrations(database: Database): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new Error(`not migrated: ${namePending(pending)}`);
}
