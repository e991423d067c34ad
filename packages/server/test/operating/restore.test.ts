import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { backUp } from '../support/database.ts';
import { prepareProcesses } from '../support/processes.ts';
import { applied, connectWithJob } from '../support/push.ts';
import { created, newContact } from '../support/seed.ts';

test('a database from before the last hour, with Ashby ahead of it: everybody is there once, and nobody is lost', {
  timeout: 120_000,
}, async () => {
  await using processes = await prepareProcesses({ leaseMs: 3_000 });
  const { DATABASE_URL = '' } = processes.environment;
  const contacts = Array.from({ length: 25 }, () => newContact());
  const synced = () => processes.database.sync.count({ where: { state: 'SYNCED' } });

  // Ten are in Ashby; five are on their way when the backup is taken, some of them half sent.
  const first = await processes.start();
  const connected = await connectWithJob(processes, first);
  await connected.send(contacts.slice(0, 10), first);
  await expect.poll(synced, { timeout: 60_000, interval: 50 }).toBe(10);
  const before = await applied(processes, 'candidate.create');
  await processes.plan({ operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 300, times: 5 });
  await connected.send(contacts.slice(10, 15), first);
  await expect.poll(() => applied(processes, 'candidate.create'), { interval: 10 }).toBeGreaterThan(before);
  await first.kill();
  const backup = await backUp(DATABASE_URL);
  const restored = openDatabase(backup.url);
  await using owned = new AsyncDisposableStack();
  owned.defer(backup.drop);
  owned.defer(() => restored.$disconnect());

  // The hour that the backup does not know: those five go through, and ten more come.
  const lost = await processes.start();
  await connected.send(contacts.slice(15), lost);
  await expect.poll(synced, { timeout: 60_000, interval: 50 }).toBe(25);
  await lost.stop();

  // The restored one; the outreach tool sends the events of that hour again.
  const after = await processes.start({ DATABASE_URL: backup.url });
  await connected.send(contacts.slice(15), after);
  const settled = () => restored.sync.count({ where: { state: { in: ['SYNCED', 'EXISTS'] } } });
  await expect.poll(settled, { timeout: 60_000, interval: 50 }).toBe(25);
  expect(await restored.sync.count({ where: { state: 'SYNCED' } })).toBeGreaterThanOrEqual(15);

  const { candidates, applications } = await created(processes);
  const emails = candidates.map(({ request }) => (request as { email: string }).email);
  expect(emails.toSorted()).toEqual(contacts.map(({ email }) => email).toSorted());
  expect(applications).toHaveLength(25);
});
