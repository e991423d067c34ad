import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { growOld } from '../support/grow-old.ts';
import { prepareProcesses } from '../support/processes.ts';
import { applied, connectWithJob } from '../support/push.ts';
import { created, newContact } from '../support/seed.ts';
import { inEach } from '../support/ways-to-run.ts';
import { waysToBackUp } from './backups.ts';

/** What the partitions hold, each by itself. */
async function rowsByPartition(database: Database): Promise<unknown> {
  return database.$queryRaw`
    SELECT tableoid::regclass::text AS partition, count(*)::int AS rows FROM feed GROUP BY 1
    UNION ALL SELECT tableoid::regclass::text, count(*)::int FROM sync_history GROUP BY 1 ORDER BY 1`;
}

inEach(waysToBackUp, ({ begin }) => {
  test('a database from before the last hour, with Ashby ahead of it: everybody is there once, and nobody is lost', async () => {
    await using original = await begin();
    await using processes = await prepareProcesses({
      times: { leaseMs: 3_000 },
      ...(original.database && { testDatabase: original.database }),
    });
    const { DATABASE_URL = '' } = processes.environment;
    const contacts = Array.from({ length: 25 }, () => newContact());
    const synced = () => processes.database.sync.count({ where: { state: 'SYNCED' } });

    // Ten are in Ashby; five are on their way when the backup is taken, some of them half sent.
    const first = await processes.start();
    const connected = await connectWithJob(processes, processes.clientAt(first));
    await connected.send(contacts.slice(0, 10), processes.clientAt(first));
    await expect.poll(synced, { timeout: 60_000, interval: 50 }).toBe(10);
    for (const table of ['feed', 'sync_history'] as const) await growOld(processes.database, table, 40);
    const before = await applied(processes, 'candidate.create');
    await processes.plan({ operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 300, times: 5 });
    await connected.send(contacts.slice(10, 15), processes.clientAt(first));
    await expect.poll(() => applied(processes, 'candidate.create'), { interval: 10 }).toBeGreaterThan(before);
    await first.kill();
    const held = await rowsByPartition(processes.database);
    const backup = await original.backUp(DATABASE_URL);
    const restored = openDatabase(backup.url);
    await using owned = new AsyncDisposableStack();
    owned.defer(backup.drop);
    owned.defer(() => restored.$disconnect());
    expect(await rowsByPartition(restored)).toEqual(held);

    // The hour that the backup does not know: those five go through, and ten more come.
    const lost = await processes.start();
    await connected.send(contacts.slice(15), processes.clientAt(lost));
    await expect.poll(synced, { timeout: 60_000, interval: 50 }).toBe(25);
    await lost.stop();

    // The restored one; the outreach tool sends the events of that hour again.
    const after = await processes.start({ DATABASE_URL: backup.url });
    await connected.send(contacts.slice(15), processes.clientAt(after));
    const settled = () => restored.sync.count({ where: { state: { in: ['SYNCED', 'EXISTS'] } } });
    await expect.poll(settled, { timeout: 60_000, interval: 50 }).toBe(25);
    expect(await restored.sync.count({ where: { state: 'SYNCED' } })).toBeGreaterThanOrEqual(15);

    const { candidates, applications } = await created(processes);
    const emails = candidates.map(({ request }) => (request as { email: string }).email);
    expect(emails.toSorted()).toEqual(contacts.map(({ email }) => email).toSorted());
    expect(applications).toHaveLength(25);
  });
});
