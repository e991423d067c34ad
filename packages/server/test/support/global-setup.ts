import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { migrateQueue } from '../../src/queue/migrate-queue.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the run's PostgreSQL. Nobody connects to its database `handoff`: while one does, no test can copy it. */
    adminUrl: string;
  }
}

/** One PostgreSQL for the run, with a migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-test-'));
  const postgres = await startEmbedded({ folder, durability: 'FAST' });
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.url);
    await migrateQueue(postgres.url);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('adminUrl', Object.assign(new URL(postgres.url), { pathname: '/postgres' }).href);
  return stop;
}
