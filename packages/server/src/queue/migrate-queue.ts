import { PgBoss } from 'pg-boss';

/** Brings pg-boss' own tables up to date, in its schema `pgboss`. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  // Long index builds run in the background of whoever runs next; a stop waits for the one in hand.
  await boss.stop({ graceful: true });
}
