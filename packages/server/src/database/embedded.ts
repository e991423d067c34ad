/**
 * A PostgreSQL of our own in a folder. It is a real server and outlives us when we are killed: the next
 * start finds it by its postmaster.pid and adopts it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres, type Run } from './binaries.ts';
import { DatabaseFault } from './fault.ts';

const version = '18';
const user = 'handoff';
const startTimeoutS = 20;

export type Embedded = {
  /** Of the database `handoff`, made when it was not there. */
  readonly url: string;
  /** Stops the server; whoever is connected is cut off. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  readonly folder: string;
  /** `FAST` may lose data when the machine dies: for tests. */
  readonly durability: 'DURABLE' | 'FAST';
};

/** Throws a `DatabaseFault` when the folder is damaged. */
export async function startEmbedded({ folder, durability }: EmbeddedOptions): Promise<Embedded> {
  const { data, passwordFile } = places(folder);
  const run = await findPostgres(data);
  if (await isEmpty(data)) await initialise(run, { data, passwordFile });
  await checkFolder(data, passwordFile);
  const password = await readFile(passwordFile, 'utf8');
  const port = (await runningPort(data, password)) ?? (await start(run, { data, durability }));
  const urlOf = (database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  await ensureDatabase(urlOf('postgres'), data);
  return { url: urlOf('handoff'), stop: () => run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop']) };
}

/** Takes the folder's data away, and the server that may still run on it. */
export async function removeEmbedded(folder: string): Promise<void> {
  const { data, passwordFile } = places(folder);
  const password = await readFile(passwordFile, 'utf8').catch(() => '');
  if ((await runningPort(data, password)) !== null) {
    const run = await findPostgres(data);
    await run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
  }
  await rm(data, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
}

function places(folder: string): Places {
  return { data: join(folder, 'postgres'), passwordFile: join(folder, 'postgres-password') };
}

async function isEmpty(folder: string): Promise<boolean> {
  return !existsSync(folder) || (await readdir(folder)).length === 0;
}

type Places = { readonly data: string; readonly passwordFile: string };

async function initialise(run: Run, { data, passwordFile }: Places): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  // initdb reads it as the user that owns the data, who need not be us.
  await chown(passwordFile, (await stat(data)).uid, (await stat(data)).gid);
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const trust = ['-U', user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await run('initdb', ['-D', data, ...trust, ...locale, '--no-instructions', '--no-sync']);
}

async function checkFolder(data: string, passwordFile: string): Promise<void> {
  const found = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '');
  if (found.trim() !== '' && found.trim() !== version) {
    throw new DatabaseFault(
      `The data in ${data} is of PostgreSQL ${found.trim()}, not ${version}: start with --fresh to begin anew.`,
    );
  }
  if (found === '' || !existsSync(passwordFile)) throw damaged(data);
}

function damaged(data: string): DatabaseFault {
  return new DatabaseFault(`The data in ${data} is damaged: put a copy back, or start with --fresh to begin anew.`);
}

/** The port of a server that runs on this folder, left by an earlier start. */
async function runningPort(data: string, password: string): Promise<number | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()];
  return pid > 0 && port > 0 && status === 'ready' && (await accepts({ port, password })) ? port : null;
}

async function accepts({ port, password }: { port: number; password: string }): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 1_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function start(run: Run, { data, durability }: { data: string; durability: EmbeddedOptions['durability'] }) {
  const port = await freePort();
  const unsafe = durability === 'FAST' ? ' -c fsync=off -c synchronous_commit=off -c full_page_writes=off' : '';
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200${unsafe}`;
  const log = join(data, 'server.log');
  try {
    await run('pg_ctl', ['-D', data, '-w', '-t', `${startTimeoutS}`, '-l', log, '-o', settings, 'start']);
  } catch {
    throw damaged(data);
  }
  return port;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function ensureDatabase(url: string, data: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'handoff'");
    if (rowCount === 0) await client.query('CREATE DATABASE handoff');
  } catch {
    throw damaged(data);
  } finally {
    await client.end().catch(() => undefined);
  }
}
