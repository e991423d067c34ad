import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeEmbedded } from '../../src/database/embedded.ts';
import { findProcess } from '../../src/database/running-process.ts';
import { ask, EmbeddedFolder, faultOf } from './embedded-folder.ts';

let folder: EmbeddedFolder;

beforeEach(async () => {
  folder = await EmbeddedFolder.make();
});
afterEach(() => folder[Symbol.asyncDispose]());

test.for([
  ['killed', 'SIGKILL'],
  ['interrupted at the terminal', 'SIGINT'],
] as const)('the server outlives an owner who is %s; the next start adopts and stops it', async ([, signal]) => {
  const owner = await folder.startOwner();
  const pid = await folder.serverPid();
  await owner.end(signal);
  expect(await findProcess(pid)).not.toBeNull();

  const before = performance.now();
  const adopted = await folder.start();
  expect(performance.now() - before).toBeLessThan(1_000);
  expect(adopted.url).toBe(owner.url);
  expect(await folder.serverPid()).toBe(pid);
  await adopted.stop();
  await expect.poll(() => findProcess(pid)).toBeNull();
});

test('a folder in use is refused, and its server left alone', async () => {
  const owner = await folder.startOwner();
  expect(await faultOf(folder.start())).toContain(`already in use by process ${owner.pid}`);
  expect(await faultOf(removeEmbedded(folder.path))).toContain('already in use');
  expect(await ask(owner.url, 'SELECT 1')).toBe(1);
  await owner.end('SIGKILL');
});

test('of several that start at once after a kill, one gets the folder', async () => {
  await (await folder.startOwner()).end('SIGKILL');
  const results = await Promise.allSettled([folder.start(), folder.start(), folder.start()]);
  const started = results.filter((result) => result.status === 'fulfilled');
  expect(started).toHaveLength(1);
  await started[0]?.value.stop();
});
