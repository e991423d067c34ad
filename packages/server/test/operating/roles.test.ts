import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { begin, expectOnce } from '../support/push.ts';

let processes: Processes;

beforeEach(async () => {
  processes = await prepareProcesses();
});
afterEach(() => processes[Symbol.asyncDispose]());

test('an api process queues and a worker pushes, from one build', { timeout: 90_000 }, async () => {
  const api = await processes.start({ HANDOFF_ROLE: 'api' });
  const emails = await begin(processes, api, { count: 5 });
  expect(await processes.database.intent.count({ where: { state: 'PENDING' } })).toBeGreaterThan(0);
  await processes.start({ HANDOFF_ROLE: 'worker' });
  await expectOnce(processes, emails);
});

test('a worker answers for its health, and no client', async () => {
  const { url } = await processes.start({ HANDOFF_ROLE: 'worker' });
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect(await ready.json()).toEqual({
    ready: true,
    draining: false,
    checks: { database: 'ok', migrations: 'ok', queue: 'ok' },
  });
  expect((await fetch(`${url}/graphql`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(url)).status).toBe(404);
});

test('a database that lacks a migration makes a process unready', async () => {
  const { url } = await processes.start();
  await processes.database.$executeRaw`
    DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`;
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ ready: false, checks: { database: 'ok', migrations: 'failed' } });
});
