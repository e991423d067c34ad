import type { FaultInput } from '@handoff/ats-ashby/emulator';
import { expect } from 'vitest';
import type { Fleet } from './fleet.ts';
import type { ServerProcess } from './process.ts';
import type { Processes } from './processes.ts';
import { add, connect, created, jobTitled, newContact, newSequence } from './seed.ts';

/** Connects Ashby and chooses a job; answers with a way to add this many contacts, which answers with their addresses. */
export async function connectWithJob(processes: Processes, server: ServerProcess) {
  const parts = { ...processes, client: processes.clientAt(server) };
  const { id } = await connect(parts, { mode: 'ON_ADDED' });
  const job = await jobTitled(parts, id);
  await parts.client.send('UpdateSyncSettings', { input: { integrationId: id, defaultJobId: job.id } });
  const sequenceId = await newSequence(parts);
  return {
    integrationId: id as string,
    async add(count: number): Promise<readonly string[]> {
      const contacts = Array.from({ length: count }, () => newContact());
      await add(parts, sequenceId, contacts);
      return contacts.map(({ email }) => email);
    },
    /** Sends the same events, as the outreach tool does with those that it is not sure of. */
    async send(contacts: readonly ReturnType<typeof newContact>[], through: ServerProcess): Promise<void> {
      await add({ client: processes.clientAt(through) }, sequenceId, contacts);
    },
    /** Adds them through processes that come and go: what was not answered is sent again, with its event ids. */
    async addWhile(fleet: Fleet, count: number): Promise<readonly string[]> {
      const contacts = Array.from({ length: count }, () => newContact());
      await fleet.retry((some) => add({ client: processes.clientAt(some) }, sequenceId, contacts));
      return contacts.map(({ email }) => email);
    },
  };
}

/** Connects, plans the faults, and adds this many contacts; answers with their addresses. */
export async function begin(
  processes: Processes,
  server: ServerProcess,
  { count, faults = [] }: { count: number; faults?: readonly FaultInput[] },
): Promise<readonly string[]> {
  const connected = await connectWithJob(processes, server);
  for (const fault of faults) await processes.plan(fault);
  return connected.add(count);
}

/** How often Ashby did this. */
export async function applied({ journal }: Pick<Processes, 'journal'>, operation: string): Promise<number> {
  return (await journal()).filter((entry) => entry.operation === operation && entry.outcome.success).length;
}

/** Every contact is in Ashby once, with one application, and its sync says so. */
export async function expectOnce({ database, journal }: Processes, emails: readonly string[]): Promise<void> {
  await expect
    .poll(() => database.sync.count({ where: { state: 'SYNCED' } }), { timeout: 60_000, interval: 100 })
    .toBe(emails.length);
  const { candidates, applications } = await created({ journal });
  const sent = candidates.map(({ request }) => (request as { email: string }).email);
  expect(sent.toSorted()).toEqual(emails.toSorted());
  expect(applications).toHaveLength(emails.length);
  expect(await database.intent.count({ where: { state: { not: 'DONE' } } })).toBe(0);
}
