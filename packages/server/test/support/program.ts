import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { vi } from 'vitest';

/** Where distributions keep what is not on everybody's PATH. */
const others = ['/usr/sbin', '/usr/bin', ...globSync('/usr/lib/postgresql/*/bin')];

/** The folder on this machine that has all of these programs; null when there is none. */
export async function folderWith(...names: readonly string[]): Promise<string | null> {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...others]) {
    const found = await Promise.all(names.map((name) => access(join(folder, name), constants.X_OK))).catch(() => null);
    if (found) return folder;
  }
  return null;
}

/** Where a program of this machine is; null when it is not installed. */
export async function findProgram(name: string): Promise<string | null> {
  const folder = await folderWith(name);
  return folder && join(folder, name);
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Runs a server of somebody else's until it is disposed of; waits until it listens. */
export async function runProgram(path: string, args: readonly string[], port: number): Promise<AsyncDisposable> {
  const child: ChildProcess = spawn(path, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  await vi
    .waitUntil(() => listens(port), { timeout: 30_000, interval: 20 })
    .catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  return { [Symbol.asyncDispose]: stop };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
