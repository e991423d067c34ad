import { once } from 'node:events';
import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeEmbedded } from '../../src/database/embedded.ts';
import { findProcess } from '../../src/database/running-process.ts';
import { ask, EmbeddedFolder, faultOf } from './embedded-folder.ts';

let folder: EmbeddedFolder;

beforeEach(async () => {
  folder = await EmbeddedFolder.make();
});
afterEach(() => folder[Symbol.asyncDispose]());

test('starts from nothing, stops, and keeps data and address for the next start', async () => {
  const first = await folder.start();
  expect(await ask(first.url, 'SHOW listen_addresses')).toBe('127.0.0.1');
  expect(await ask(first.url, "SELECT datlocale FROM pg_database WHERE datname = 'handoff'")).toBe('C.UTF-8');
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
  const pid = await folder.serverPid();
  await Promise.all([first.stop(), first.stop()]);
  await expect.poll(() => findProcess(pid)).toBeNull();
  expect((await stat(join(folder.path, 'postgres-password'))).mode & 0o777).toBe(0o600);

  const second = await folder.start();
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'SELECT value FROM kept')).toBe(7);
  await second.stop();
});

test('an owner killed while it makes the data leaves nothing damaged', async () => {
  const owner = folder.forkOwner();
  await expect
    .poll(() => readdir(folder.path), { interval: 5 })
    .toContainEqual(expect.stringContaining('postgres-new-'));
  const ended = once(owner, 'exit');
  owner.kill('SIGKILL');
  await ended;
  const postgres = await folder.start();
  expect(await ask(postgres.url, 'SELECT 1')).toBe(1);
  await postgres.stop();
});

test('takes another port when its own is taken', async () => {
  const first = await folder.start();
  await first.stop();
  const port = Number(new URL(first.url).port);
  const stranger = createServer().listen(port, '127.0.0.1');
  await once(stranger, 'listening');
  try {
    const second = await folder.start();
    expect(Number(new URL(second.url).port)).not.toBe(port);
    expect(await ask(second.url, 'SELECT 1')).toBe(1);
    await second.stop();
  } finally {
    stranger.close();
  }
});

test('a number of a server that is gone, given to another program, is no obstacle', async () => {
  await (await folder.start()).stop();
  await writeFile(
    folder.inData('postmaster.pid'),
    `${process.ppid}\n${folder.inData('')}\n1\n1\n\n127.0.0.1\n\nready\n`,
  );
  await (await folder.start()).stop();
});

test.for([
  ['has no PG_VERSION', () => rm(folder.inData('PG_VERSION')), 'PG_VERSION is missing'],
  ['is of another version', () => writeFile(folder.inData('PG_VERSION'), '17\n'), 'of PostgreSQL 17, not 18'],
  ['has a broken control file', () => truncate(folder.inData('global/pg_control'), 100), 'pg_control'],
  ['has lost its password', () => rm(join(folder.path, 'postgres-password')), 'password file is missing'],
] as const)('a folder that %s is told in one sentence; starting over helps', async ([, damage, said]) => {
  await (await folder.start()).stop();
  await damage();
  const message = await faultOf(folder.start());
  expect(message).toContain(said);
  expect(message).toContain(join(folder.path, 'postgres'));
  expect(message).toContain('--fresh');
  expect(await faultOf(folder.start())).toBe(message);
  await removeEmbedded(folder.path);
  await (await folder.start()).stop();
});
