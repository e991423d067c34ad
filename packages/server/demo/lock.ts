import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartFault } from './settings.ts';

/** One Handoff a folder: a second one is told who has it. A lock whose process is gone counts for nothing. */
export async function holdFolder(folder: string): Promise<{ stop(): Promise<void> }> {
  const file = join(folder, 'pid');
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder > 0 && holder !== process.pid && isRunning(holder)) {
    throw new StartFault(`Handoff runs here already, as process ${holder}: stop it first, or use the one that runs.`);
  }
  await writeFile(file, String(process.pid));
  return { stop: () => rm(file, { force: true }) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
