import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import { folderWith, freePort, runProgram } from './program.ts';

const programs = await folderWith('initdb', 'postgres', 'psql', 'pg_dump', 'pg_restore');

/** Why there is none here; null where there is. The embedded one has no pg_dump. */
export const noPostgres = programs === null ? 'no PostgreSQL is installed here (Debian: apt install postgresql)' : null;

/** A PostgreSQL of a test's own, as a distribution brings it: with all its programs. */
export type InstalledPostgres = AsyncDisposable & {
  /** Of the database `handoff`, which is empty. */
  readonly url: string;
  /** Where its programs may write. */
  readonly folder: string;
  /** Runs one of its programs to the end. */
  run(program: string, args: readonly string[]): Promise<void>;
};

/** The account that owns nothing: PostgreSQL refuses to run as root. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

function commandOf(program: string): [string, ...string[]] {
  const path = join(programs ?? '', program);
  return isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', path] : [path];
}

export async function startInstalledPostgres(): Promise<InstalledPostgres> {
  await using prepared = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'handoff-installed-postgres-'));
  prepared.defer(() => rm(folder, { recursive: true, force: true }));
  if (isRoot) await chown(folder, nobody, nobody);
  const run = async (program: string, args: readonly string[]) => {
    const [file, ...before] = commandOf(program);
    await promisify(execFile)(file, [...before, ...args], { cwd: folder });
  };
  const [data, port] = [join(folder, 'data'), await freePort()];
  await run('initdb', ['-D', data, '-U', 'handoff', '--auth=trust', '--encoding=UTF8', '--no-sync']);
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off'];
  const [file, ...before] = commandOf('postgres');
  prepared.use(
    await runProgram(file, [...before, '-D', data, ...settings.flatMap((setting) => ['-c', setting])], port),
  );
  const server = `postgres://handoff@127.0.0.1:${port}`;
  const make = () => run('psql', [`${server}/postgres`, '-c', 'CREATE DATABASE handoff']);
  await vi.waitFor(make, { timeout: 30_000, interval: 50 });
  const owned = prepared.move();
  return { url: `${server}/handoff`, folder, run, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
