import { join } from 'node:path';
import { migrate } from '../../src/database/migrate.ts';
import { migrateQueue } from '../../src/queue/migrate-queue.ts';
import { backUp, type TestDatabase } from '../support/database.ts';
import { type InstalledPostgres, noPostgres, startInstalledPostgres } from '../support/installed-postgres.ts';

/** A database that is backed up, and how. */
type BackedUp = AsyncDisposable & {
  /** One's own, instead of a copy of the template. */
  readonly database?: TestDatabase;
  /** What it holds now, in another database. */
  backUp(databaseUrl: string): Promise<TestDatabase>;
};

export type WayToBackUp = { readonly name: string; readonly missing?: string | null; begin(): Promise<BackedUp> };

export const waysToBackUp: readonly WayToBackUp[] = [
  { name: 'from its files', begin: async () => ({ backUp, [Symbol.asyncDispose]: async () => {} }) },
  {
    name: 'from pg_dump in its own format, on a new server',
    missing: noPostgres,
    begin: () =>
      onNewServer(({ from, to, file }) => [
        [from, 'pg_dump', ['--format=custom', `--file=${file}`, from.url]],
        [to, 'psql', [to.url, '--command', makeRoles]],
        [to, 'pg_restore', ['--exit-on-error', `--dbname=${to.url}`, file]],
      ]),
  },
  {
    name: 'from pg_dump as plain SQL, on a new server',
    missing: noPostgres,
    begin: () =>
      onNewServer(({ from, to, file }) => [
        [from, 'pg_dump', [`--file=${file}`, from.url]],
        [to, 'psql', [to.url, '--command', makeRoles]],
        [to, 'psql', ['--set=ON_ERROR_STOP=1', `--file=${file}`, to.url]],
      ]),
  },
];

/** Roles belong to a server and not to a database: a dump does not hold them. */
const makeRoles = 'CREATE ROLE handoff_account NOLOGIN; CREATE ROLE handoff_across NOLOGIN';

type Servers = { readonly from: InstalledPostgres; readonly to: InstalledPostgres; readonly file: string };
type Step = readonly [server: InstalledPostgres, program: string, args: readonly string[]];

async function onNewServer(steps: (servers: Servers) => readonly Step[]): Promise<BackedUp> {
  await using prepared = new AsyncDisposableStack();
  const [from, to] = [prepared.use(await startInstalledPostgres()), prepared.use(await startInstalledPostgres())];
  await migrate(from.url);
  await migrateQueue(from.url);
  const owned = prepared.move();
  const drop = async () => {};
  return {
    database: { url: from.url, drop },
    async backUp() {
      for (const [server, program, args] of steps({ from, to, file: join(from.folder, 'dump') })) {
        await server.run(program, args);
      }
      return { url: to.url, drop };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
