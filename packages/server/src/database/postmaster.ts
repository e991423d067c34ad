import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from './binaries.ts';
import { type DataFolder, type Durability, damaged, firstLine } from './data-folder.ts';
import { DatabaseFault } from './fault.ts';
import { findProcess } from './running-process.ts';

/** After a power cut PostgreSQL first reads its log again, which takes as long as it takes. */
const startTimeoutS = 60;
const stopTimeoutS = 3;
const portAttempts = 3;
const lookAgainMs = 25;

type Postmaster = { readonly port: number; readonly status: string };

/** The server that runs on this data, as its postmaster.pid tells; null when none does. */
async function findPostmaster(data: string): Promise<Postmaster | null> {
  const file = join(data, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').map((line) => line.trim());
  const [pid, home = data, port, status = ''] = [Number(lines[0]), lines[1], Number(lines[3]), lines[7]];
  const running = await findProcess(pid);
  if (running === null) return null;
  if (running.command.includes('postgres') && !(await isElsewhere(home, data))) return { port, status };
  // Another program has the number by now, or the folder is a copy that was made while its server ran:
  // PostgreSQL would refuse to start because of it, and pg_ctl would stop what is not ours.
  await rm(file, { force: true });
  return null;
}

/** A home that is gone was this folder under its earlier name. */
async function isElsewhere(home: string, data: string): Promise<boolean> {
  const there = await realpath(home).catch(() => null);
  return there !== null && there !== (await realpath(data));
}

/** The port of a server that an owner who was killed left running here; null when there is none. */
export async function adopt({ data }: DataFolder): Promise<number | null> {
  const deadline = Date.now() + startTimeoutS * 1_000;
  while (Date.now() < deadline) {
    const found = await findPostmaster(data);
    if (found === null) return null;
    if (found.status === 'ready' && (await accepts(found.port))) return found.port;
    await wait(lookAgainMs);
  }
  throw stillBusy(data);
}

/** Starts the server, on the port of the last time unless another program has taken it. */
export async function startPostmaster(
  run: Run,
  { data, portFile }: DataFolder,
  durability: Durability,
): Promise<number> {
  const log = join(data, 'server.log');
  const logged = (await readFile(log, 'utf8').catch(() => '')).length;
  let printed = '';
  let port = Number(await readFile(portFile, 'utf8').catch(() => '0'));
  for (let attempt = 1; attempt <= portAttempts; attempt++) {
    if (port === 0 || !(await isFree(port))) port = await freePort();
    try {
      const settings = settingsFor(port, durability);
      await run('pg_ctl', ['-D', data, '-w', '-t', `${startTimeoutS}`, '-l', log, '-o', settings, 'start']);
      await writeFile(portFile, String(port), { mode: 0o600 });
      return port;
    } catch (error) {
      printed = firstLine(error);
      if (await findPostmaster(data)) throw stillBusy(data);
      if (await isFree(port)) break;
    }
  }
  const news = (await readFile(log, 'utf8').catch(() => '')).slice(logged);
  throw damaged(data, /(?:FATAL|PANIC): +(.*)/.exec(news)?.[1] ?? printed);
}

/** Stops it in order; one that takes too long at once, which costs its next start a recovery. */
export async function stopPostmaster(run: Run, data: string): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if ((await findPostmaster(data)) === null) return;
    await run('pg_ctl', ['-D', data, '-m', mode, '-w', '-t', `${stopTimeoutS}`, 'stop']).catch(() => undefined);
  }
}

function settingsFor(port: number, durability: Durability): string {
  const settings = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", 'max_connections=200'];
  // Its log may be read by more people than its tables: no rows in it, and no statements.
  settings.push('log_error_verbosity=terse', 'log_min_error_statement=panic');
  if (durability === 'FAST') settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
}

function stillBusy(data: string): DatabaseFault {
  return new DatabaseFault(`The PostgreSQL on ${data} is still busy starting or stopping: try again in a moment.`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function isFree(port: number): Promise<boolean> {
  return (await freePort(port).catch(() => null)) !== null;
}

/** A port that nobody listens on: this one, or any. */
function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      probe.close(() => resolve(port));
    });
  });
}
