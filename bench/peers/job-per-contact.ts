import { handOverNaively } from '@handoff/server/test/faults/naive-flow.ts';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Organisation } from '../parts/organisation.ts';
import type { NewPerson } from '../parts/strangers.ts';

export type JobPerContact = { add(batch: readonly NewPerson[]): Promise<void>; stop(): Promise<void> };

const personJob = z.object({ id: z.uuid(), email: z.string() });
const lanes = 16;

const table = `CREATE TABLE person (
  id uuid PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE, state text NOT NULL DEFAULT 'QUEUED',
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())`;

/** The least that works: a row a person, a job a person, and a worker that searches, creates, applies and says so. */
export async function startJobPerContact(
  databaseUrl: string,
  { emulator, jobRemoteId: jobId }: Organisation,
): Promise<JobPerContact> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: lanes });
  await pool.query(table);
  const boss = new PgBoss({ connectionString: databaseUrl });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue('hand-over');
  const become = (id: string, state: 'SYNCING' | 'SYNCED') =>
    pool.query('UPDATE person SET state = $2, updated_at = now() WHERE id = $1', [id, state]);
  const look = { batchSize: lanes, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true };
  await boss.work<unknown>('hand-over', look, async (jobs) => {
    const handOver = async ({ data }: { data: unknown }) => {
      const { id, email } = personJob.parse(data);
      await become(id, 'SYNCING');
      await handOverNaively({ emulator }, { email, jobId, timeoutMs: 60_000 });
      await become(id, 'SYNCED');
    };
    await Promise.all(jobs.map(handOver));
  });
  return {
    add: (batch) => addWithJobs({ pool, boss }, batch),
    async stop() {
      await boss.stop({ graceful: false });
      await pool.end();
    },
  };
}

/** People and their jobs in one transaction. */
async function addWithJobs(
  { pool, boss }: { pool: pg.Pool; boss: PgBoss },
  batch: readonly NewPerson[],
): Promise<void> {
  const people = batch.map(({ name, email }) => ({ id: crypto.randomUUID(), name, email }));
  const columns = [people.map(({ id }) => id), people.map(({ name }) => name), people.map(({ email }) => email)];
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      'INSERT INTO person (id, name, email) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])',
      columns,
    );
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
    const jobs = people.map(({ id, email }) => ({ data: { id, email } }));
    await boss.insert('hand-over', jobs, { db });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
