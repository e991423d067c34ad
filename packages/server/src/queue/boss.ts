import { fromPrisma, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Session } from '../database/session.ts';
import { outsideAccount } from '../security/tenancy.ts';
import { openQueueConnection } from './connection.ts';
import { type Drain, drainQueue, type WakeOwners } from './queues.ts';

export type Queue = {
  readonly wakeOwners: WakeOwners;
  /** Wakes one owner now, outside a transaction. */
  wake(drain: Drain): Promise<void>;
  /** Gives up the queue job of an owner that died: its lease has run out, so nobody works on it. */
  forgetDead(drain: Drain): Promise<void>;
  work(handle: (drain: Drain) => Promise<void>): Promise<void>;
  /** Throws when the queue cannot be used. */
  check(): Promise<void>;
  /** Waits for the jobs in hand, for at most this long. */
  stop(timeoutMs: number): Promise<void>;
};

/** How many integrations one process drains at a time. */
const ownersPerProcess = 10;
const lookEveryS = 1;

/**
 * `stately` with the integration as key: at most one queued and one active job an integration, so a
 * wake-up that comes while its owner works is kept, and a thousand of them are one.
 */
export async function startQueue(
  log: Logger,
  session: Session,
  { databaseUrl, role }: { databaseUrl: string; role: string },
): Promise<Queue> {
  // The name is what `listProcesses` knows a worker by.
  const itself = { instanceName: role, instanceHeartbeatSeconds: 10 };
  const db = openQueueConnection(databaseUrl, session);
  // Who only sends has nothing to listen for.
  const boss = new PgBoss({ db, useListenNotify: role !== 'api', ...itself });
  boss.on('error', (error) => log.error({ err: error }, 'the queue reported an error'));
  await boss.start();
  await boss.createQueue(drainQueue.name, {
    policy: 'stately',
    notify: true,
    retryLimit: 0,
    deleteAfterSeconds: 3_600,
  });

  return {
    async wakeOwners(tx, accountId, decided) {
      for (const integrationId of new Set(decided.map((item) => item.integrationId))) {
        const options = { singletonKey: integrationId, db: fromPrisma(tx) };
        await outsideAccount(tx, () => boss.send(drainQueue.name, { accountId, integrationId }, options));
      }
    },
    async wake(drain) {
      await boss.send(drainQueue.name, drain, { singletonKey: drain.integrationId });
    },
    async forgetDead({ integrationId }) {
      // `findJobs` begins with the oldest, those that are over among them, and ends after so many. This reads `job_i3`,
      // the index that makes it one active job an integration.
      const { rows } = await db.executeSql(
        `SELECT id FROM pgboss.job
        WHERE name = $1 AND state = 'active' AND COALESCE(singleton_key, '') = $2 AND policy = 'stately'`,
        [drainQueue.name, integrationId],
      );
      for (const { id } of rows) await boss.cancel(drainQueue.name, id);
    },
    async work(handle) {
      // A loop for each: in one batch, all would wait for the longest. Nobody tells of a wake-up that was
      // kept while its owner worked, or died: so a listener looks by itself as often as one that is told nothing.
      const look = { pollingIntervalSeconds: lookEveryS, notifyPollingIntervalSeconds: lookEveryS };
      const options = { localConcurrency: ownersPerProcess, batchSize: 1, ...look };
      await boss.work<unknown>(drainQueue.name, options, async (jobs) => {
        await Promise.all(jobs.map((job) => handle(drainQueue.payload.parse(job.data))));
      });
    },
    async check() {
      if (!(await boss.isInstalled())) throw new Error('the queue is not installed');
    },
    async stop(timeoutMs) {
      await boss.stop({ graceful: true, timeout: timeoutMs });
      await db.end();
    },
  };
}
