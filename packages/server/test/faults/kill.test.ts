import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ServerProcess } from '../support/process.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { applied, begin, connectWithJob, expectOnce } from '../support/push.ts';
import { finished, startRun } from '../support/runs.ts';
import { changeSettings, newContact } from '../support/seed.ts';

let processes: Processes;
let server: ServerProcess;

beforeEach(async () => {
  processes = await prepareProcesses({ times: { leaseMs: 3_000 } });
  server = await processes.start();
});
afterEach(() => processes[Symbol.asyncDispose]());

/** What the death of an owner may cost: its lease, a look at who is without an owner, a look into the queue. */
const takenOverWithinMs = 20_000;

async function turn(): Promise<number> {
  return (await processes.database.integration.findFirstOrThrow()).leaseEpoch;
}

async function takenOver(dead: number): Promise<void> {
  await expect.poll(turn, { timeout: takenOverWithinMs, interval: 50 }).toBeGreaterThan(dead);
}

test.for([
  ['creates candidates', 'candidate.create'],
  ['creates applications', 'application.create'],
] as const)(
  'killed while it %s for 50 contacts, and started again: 50 of each, no more',
  { timeout: 90_000 },
  async ([, operation]) => {
    // Done at once, told late: a kill in between leaves the answer with nobody.
    const slow = { operation, what: 'slow', when: 'after', delayMs: 150, times: 1_000 } as const;
    const before = await applied(processes, operation);
    const emails = await begin(processes, server, { count: 50, faults: [slow] });
    await expect
      .poll(() => applied(processes, operation), { timeout: 20_000, interval: 10 })
      .toBeGreaterThanOrEqual(before + 12);
    const dead = await turn();
    await server.kill();
    expect(await processes.database.intent.count({ where: { state: 'SENDING' } })).toBeGreaterThan(0);
    await processes.start();
    await takenOver(dead);
    await expectOnce(processes, emails);
  },
);

test('S5.6 a run in the middle of which everything is killed ends once it is started again, with counts that add up', {
  timeout: 90_000,
}, async () => {
  const connected = await connectWithJob(processes, processes.clientAt(server));
  const client = processes.clientAt(server);
  const { integrationId } = connected;
  await changeSettings({ client }, { integrationId, mode: 'OFF' });
  const emails = await connected.add(40);
  await changeSettings({ client }, { integrationId, mode: 'ON_ADDED' });
  await processes.plan({ operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 150, times: 1_000 });
  const run = await startRun({ client }, { integrationId, all: true });
  await expect
    .poll(() => applied(processes, 'candidate.create'), { timeout: 20_000, interval: 10 })
    .toBeGreaterThan(10);
  await server.kill();
  const again = { client: processes.clientAt(await processes.start()) };
  await expectOnce(processes, emails);
  expect(await finished(again, run)).toMatchObject({
    status: 'COMPLETED',
    total: 40,
    counts: { synced: 40, failed: 0, pending: 0 },
  });
});

test('an owner that died is followed in time, though the wake-up of a later event waits behind its own', {
  timeout: 90_000,
}, async () => {
  const connected = await connectWithJob(processes, processes.clientAt(server));
  await processes.plan({ operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 500, times: 1_000 });
  const emails = await connected.add(10);
  await expect.poll(() => applied(processes, 'candidate.create'), { timeout: 20_000, interval: 10 }).toBeGreaterThan(0);
  const dead = await turn();
  await server.kill();
  const later = newContact();
  await connected.send([later], processes.clientAt(await processes.start()));
  await takenOver(dead);
  await expectOnce(processes, [...emails, later.email]);
});
