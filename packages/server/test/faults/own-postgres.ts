import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { placesIn, prepareData } from '../../src/database/data-folder.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { startPostmaster } from '../../src/database/postmaster.ts';
import type { TestDatabase } from '../support/database.ts';

/** A PostgreSQL that may be ended as a power cut would: durable, as in production, or it would lose what it has acknowledged. */
export type OwnPostgres = {
  readonly database: TestDatabase;
  /** Stopped in immediate mode: nobody is asked, nothing is written. Then started again. */
  restart(): Promise<void>;
};

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-own-postgres-'));
  const places = placesIn(folder);
  const postgres = await startEmbedded({ folder, durability: 'DURABLE' });
  await migrate(postgres.url);
  const drop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    database: { url: postgres.url, drop },
    async restart() {
      const [pid] = (await readFile(join(places.data, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      while (isAlive(Number(pid))) await later(20);
      await startPostmaster(await prepareData(places, 'DURABLE'), places, 'DURABLE');
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
