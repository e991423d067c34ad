import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseFault } from './fault.ts';
import { findProcess } from './running-process.ts';

export type FolderLock = { release(): Promise<void> };

/**
 * One process owns a data folder: a second is told who does. It tells a PostgreSQL that somebody uses from
 * one whose owner was killed, which may be adopted. The lock of a process that is gone counts for nothing.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'postgres-owner');
  const mine = `${process.pid} ${(await findProcess(process.pid))?.startedAt ?? ''}`;
  while (!(await claim(file, mine))) {
    const theirs = await readFile(file, 'utf8').catch(orNull);
    if (theirs === null) continue;
    const [pid] = theirs.split(' ', 1);
    if (await isRunning(theirs)) {
      throw new DatabaseFault(`The data in ${folder} is already in use by process ${pid}: stop that one first.`);
    }
    await discard(file, theirs);
  }
  return { release: () => rm(file, { force: true }) };
}

/** The lock appears with its content or not at all: nobody reads it half written. */
async function claim(file: string, owner: string): Promise<boolean> {
  const draft = `${file}-${randomUUID()}`;
  await writeFile(draft, owner, { mode: 0o600 }).catch((error: Error) => {
    throw new DatabaseFault(`The folder ${dirname(file)} cannot be written: ${error.message}.`);
  });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Released between two looks. */
function orNull(error: unknown): null {
  if (isCode(error, 'ENOENT')) return null;
  throw error;
}

async function isRunning(owner: string): Promise<boolean> {
  const space = owner.indexOf(' ');
  const found = await findProcess(Number(owner.slice(0, space)));
  return found !== null && found.startedAt === owner.slice(space + 1);
}

/** Moves it aside first: when another took over in the meantime, theirs goes back. */
async function discard(file: string, stale: string): Promise<void> {
  const aside = `${file}-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside);
}
