import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findPostgres, type Run } from './binaries.ts';
import { DatabaseFault } from './fault.ts';

const version = '18';
export const user = 'handoff';

/** `FAST` may lose data when the machine dies: for tests. */
export type Durability = 'DURABLE' | 'FAST';

export type DataFolder = {
  readonly folder: string;
  readonly data: string;
  readonly passwordFile: string;
  /** Keeps the port from one start to the next, for whoever has written it down. */
  readonly portFile: string;
};

export function placesIn(folder: string): DataFolder {
  const place = (name: string) => join(resolve(folder), name);
  return {
    folder: resolve(folder),
    data: place('postgres'),
    passwordFile: place('postgres-password'),
    portFile: place('postgres-port'),
  };
}

export function damaged(data: string, why: string): DatabaseFault {
  return new DatabaseFault(
    `The data in ${data} is damaged (${why}): put a copy back, or start with --fresh to begin anew.`,
  );
}

/** Makes the data where there is none; throws a `DatabaseFault` when what is there cannot be used. */
export async function prepareData(places: DataFolder, durability: Durability): Promise<Run> {
  const { data, passwordFile } = places;
  await removeDrafts(places);
  if (await isEmpty(data)) await initialise(places, durability);
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (found === '') throw damaged(data, 'its PG_VERSION is missing');
  if (found !== version) {
    throw new DatabaseFault(
      `The data in ${data} is of PostgreSQL ${found}, not ${version}: start with --fresh to begin anew.`,
    );
  }
  if (!existsSync(passwordFile)) throw damaged(data, 'its password file is missing');
  return findPostgres(data);
}

/** Of what one of PostgreSQL's programs printed as it failed. */
export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}

const draftMark = '-new-';

/** One that an initdb without an owner still writes to stays, until the next time. */
export async function removeDrafts({ folder, data }: DataFolder): Promise<void> {
  const drafts = (await readdir(folder)).map((name) => join(folder, name)).filter((path) => isDraft(path, data));
  for (const draft of drafts) await rm(draft, { recursive: true, force: true }).catch(() => undefined);
}

function isDraft(path: string, data: string): boolean {
  return path.startsWith(`${data}${draftMark}`);
}

async function isEmpty(folder: string): Promise<boolean> {
  return !existsSync(folder) || (await readdir(folder)).length === 0;
}

/** Beside its place, and moved there when it is whole: whoever is killed halfway leaves no damaged folder. */
async function initialise(places: DataFolder, durability: Durability): Promise<void> {
  const { data, passwordFile } = places;
  const draft = `${data}${draftMark}${randomUUID()}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const run = await findPostgres(draft);
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const trust = ['-U', user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const sync = durability === 'FAST' ? ['--no-sync'] : [];
  await run('initdb', ['-D', draft, ...trust, ...locale, ...sync, '--no-instructions']).catch((error: unknown) => {
    throw new DatabaseFault(`PostgreSQL cannot make its data in ${data}: ${firstLine(error)}.`);
  });
  await rm(data, { recursive: true, force: true });
  await rename(draft, data);
}
