import { makeWorkerUtils } from 'graphile-worker';
import { PgBoss } from 'pg-boss';
import type { Account } from '../parts/account.ts';
import { onDatabase } from '../parts/statements.ts';

/** A queue that is given a job for each contact of an account; it answers with how many it took. */
export type QueuePeer = { queue(account: Account): Promise<number>; stop(): Promise<void> };

/** Jobs a call: larger ones were no faster. */
const batchSize = 5_000;

/** `insert`, the fastest way in that it has: the ids are read, and handed over in batches. */
export async function pgBossQueue(databaseUrl: string): Promise<QueuePeer> {
  const boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue('push-contact');
  return {
    async queue(account) {
      const ids = await onDatabase(databaseUrl, (client) => client.query(contactIds, [account.accountId]));
      let taken = 0;
      for (let from = 0; from < ids.rows.length; from += batchSize) {
        const jobs = ids.rows.slice(from, from + batchSize).map((data) => ({ data }));
        const given = await boss.insert('push-contact', jobs, { returnId: true });
        taken += given?.length ?? 0;
      }
      return taken;
    },
    stop: () => boss.stop({ graceful: false }),
  };
}

/** `add_jobs`, called where the contacts are: nothing goes over the wire. */
export async function graphileQueue(databaseUrl: string): Promise<QueuePeer> {
  const utils = await makeWorkerUtils({ connectionString: databaseUrl });
  await utils.migrate();
  return {
    queue: ({ accountId }) =>
      onDatabase(databaseUrl, async (client) => {
        const { rows } = await client.query(addJobs, [accountId, batchSize]);
        return Number(rows[0]?.taken);
      }),
    stop: async () => void (await utils.release()),
  };
}

const contactIds = 'SELECT account_id AS "accountId", contact_id AS "contactId" FROM sync WHERE account_id = $1';

const addJobs = `
  WITH numbered AS (
    SELECT contact_id, row_number() OVER () / $2::int AS batch FROM sync WHERE account_id = $1
  ), batches AS (
    SELECT array_agg(('push-contact', json_build_object('accountId', $1::uuid, 'contactId', contact_id),
      NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec) AS specs
    FROM numbered GROUP BY batch
  )
  SELECT count(job.id) AS taken FROM batches, LATERAL graphile_worker.add_jobs(specs) AS job`;
