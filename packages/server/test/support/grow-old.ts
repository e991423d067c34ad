import type { Database } from '../../src/database/client.ts';

/** Makes all rows of a partitioned table so many days older, and the partition that they then belong to. */
export async function growOld(database: Database, table: 'feed' | 'sync_history', days: number): Promise<void> {
  const day = `date_trunc('day', now(), 'UTC') - interval '${days} days'`;
  await database.$executeRawUnsafe(`
    DO $$ BEGIN
      DROP TABLE IF EXISTS ${table}_begin;
      EXECUTE format('CREATE TABLE ${table}_old PARTITION OF ${table} FOR VALUES FROM (MINVALUE) TO (%L)', ${day} + interval '1 day');
      UPDATE ${table} SET at = at - interval '${days} days';
    END $$`);
}
