/**
 * A PostgreSQL of our own in a folder. It is a real server and outlives us when we are killed: the next
 * start finds it by its postmaster.pid and adopts it.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import pg from 'pg';
import { findPostgres } from './binaries.ts';
import { type DataFolder, type Durability, damaged, placesIn, prepareData, removeDrafts, user } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { adopt, startPostmaster, stopPostmaster } from './postmaster.ts';

export type Embedded = {
  /** Of the database `handoff`, made when it was not there. */
  readonly url: string;
  /** Stops the server; whoever is connected is cut off. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  readonly folder: string;
  readonly durability: Durability;
};

/** Throws a `DatabaseFault` when the folder is damaged, or another process uses it. */
export async function startEmbedded({ folder, durability }: EmbeddedOptions): Promise<Embedded> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const places = placesIn(folder);
  const lock = await lockFolder(places.folder);
  try {
    const run = await prepareData(places, durability);
    const port = (await adopt(places)) ?? (await startPostmaster(run, places, durability));
    const url = await openHandoff(places, port);
    let stopping: Promise<void> | undefined;
    const stop = () => stopPostmaster(run, places.data).finally(lock.release);
    return {
      url,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Takes the folder's data away, and the server that may still run on it. */
export async function removeEmbedded(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const places = placesIn(folder);
  const { data, passwordFile, portFile } = places;
  const lock = await lockFolder(places.folder);
  try {
    await stopPostmaster(await findPostgres(data), data);
    await removeDrafts(places);
    for (const path of [data, passwordFile, portFile]) await rm(path, { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

/** The address of the database `handoff`. That it answers to our password proves that the server is ours. */
async function openHandoff({ data, passwordFile }: DataFolder, port: number): Promise<string> {
  const password = await readFile(passwordFile, 'utf8');
  const urlOf = (database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'handoff'");
    if (rowCount === 0) await client.query('CREATE DATABASE handoff');
    return urlOf('handoff');
  } catch (error) {
    throw damaged(data, error instanceof Error ? error.message : String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}
