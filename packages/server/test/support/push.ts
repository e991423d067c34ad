import type { FaultInput } from '@handoff/ats-ashby/emulator';
import { expect } from 'vitest';
import type { Client } from './client.ts';
import type { ServerProcess } from './process.ts';
import type { Processes } from './processes.ts';
import { add, changeSettings, connect, created, jobTitled, newContact, newSequence } from './seed.ts';
import type { Stage } from './stage.ts';

/** Connects Ashby and chooses a job; answers with a way to add this many contacts, which answers with their addresses. */
export async function connectWithJob({ emulator }: Pick<Stage, 'emulator'>, client: Client) {
  const { id: integrationId } = await connect({ emulator, client }, { mode: 'ON_ADDED' });
  const { id: defaultJobId } = await jobTitled({ client }, integrationId);
  await changeSettings({ client }, { integrationId, defaultJobId });
  const sequenceId = await newSequence({ client });
  return {
    integrationId: integrationId as string,
    async add(count: number): Promise<readonly string[]> {
      const contacts = Array.from({ length: count }, () => newContact());
      await add({ client }, sequenceId, contacts);
      return contacts.map(({ email }) => email);
    },
    /** Sends the same events, as the outreach tool does with those that it is not sure of. */
    async send(contacts: readonly ReturnType<typeof newContact>[], through: Client): Promise<void> {
      await add({ client: through }, sequenceId, contacts);
    },
  };
}

/** Connects, plans the faults, and adds this many contacts; answers with their addresses. */
export async function begin(
  processes: Processes,
  server: ServerProcess,
  { count, faults = [] }: { count: number; faults?: readonly FaultInput[] },
): Promise<readonly string[]> {
  const connected = await connectWithJob(processes, processes.clientAt(server));
  for (const fault of faults) await processes.plan(fault);
  return connected.add(count);
}

/** Until all of Ashby's candidates are known: before that each address is searched for. */
export async function indexed({ database }: Pick<Stage, 'database'>): Promise<void> {
  const state = async () => (await database.candidateIndex.findFirst())?.state;
  await expect.poll(state, { timeout: 15_000, interval: 20 }).toBe('COMPLETE');
}

/** How often Ashby did this. */
export async function applied({ journal }: Pick<Stage, 'journal'>, operation: string): Promise<number> {
  return (await journal()).filter((entry) => entry.operation === operation && entry.outcome.success).length;
}

/** Every contact is in Ashby once, with one application, and its sync says so. */
export async function expectOnce(
  { database, journal }: Pick<Stage, 'database' | 'journal'>,
  emails: readonly string[],
): Promise<void> {
  await expect
    .poll(() => database.sync.count({ where: { state: 'SYNCED' } }), { timeout: 60_000, interval: 100 })
    .toBe(emails.length);
  const { candidates, applications } = await created({ journal });
  const sent = candidates.map(({ request }) => (request as { email: string }).email);
  expect(sent.toSorted()).toEqual(emails.toSorted());
  expect(applications).toHaveLength(emails.length);
  expect(await database.intent.count({ where: { state: { not: 'DONE' } } })).toBe(0);
}
