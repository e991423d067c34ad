import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { openSession } from '../../src/database/session.ts';
import { startQueue } from '../../src/queue/boss.ts';
import type { Drain } from '../../src/queue/queues.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTestDatabase } from '../support/database.ts';

const log = createLog('silent');
/** More than pg-boss lists at a time. */
const wokenBefore = 1_200;

let owned: AsyncDisposableStack;
let databaseUrl: string;
let database: Database;

beforeAll(async () => {
  owned = new AsyncDisposableStack();
  const { url, drop } = await createTestDatabase();
  owned.defer(drop);
  databaseUrl = url;
  database = openDatabase(url);
  owned.defer(() => database.$disconnect());
});
afterAll(() => owned.disposeAsync());

async function startWorker() {
  const session = await openSession(databaseUrl, log);
  owned.defer(session.close);
  const queue = await startQueue(log, session, { databaseUrl, role: 'worker' });
  owned.defer(() => queue.stop(0));
  return queue;
}

/** Woken, worked on and ended, again and again. */
async function workedOn({ accountId, integrationId }: Drain): Promise<void> {
  await database.$executeRaw`
    INSERT INTO pgboss.job (name, policy, state, singleton_key, data, created_on, completed_on)
    SELECT 'drain', 'stately', 'completed', ${integrationId}::text,
      jsonb_build_object('accountId', ${accountId}::text, 'integrationId', ${integrationId}::text),
      now() - interval '1 minute', now()
    FROM generate_series(1, ${wokenBefore})`;
}

test('the job of an owner that died is given up, however often its integration was woken before', async () => {
  const drain = { accountId: randomUUID(), integrationId: randomUUID() };
  const neighbour = { accountId: randomUUID(), integrationId: randomUUID() };
  const queue = await startWorker();
  const taken: string[] = [];
  const never = new Promise<void>(() => undefined);
  await queue.work(async ({ integrationId }) => {
    taken.push(integrationId);
    await never;
  });
  await workedOn(drain);
  await queue.wake(drain);
  await queue.wake(neighbour);
  await vi.waitUntil(() => taken.length === 2);

  await queue.forgetDead(drain);
  await queue.wake(neighbour);
  await queue.wake(drain);

  await vi.waitUntil(() => taken.length > 2, { timeout: 10_000 });
  expect(taken.slice(2)).toEqual([drain.integrationId]);
});
