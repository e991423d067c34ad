import { expect } from 'vitest';
import { z } from 'zod';
import type { Answer } from './client.ts';
import type { Harness } from './harness.ts';

let last = 0;

/** A number that no other event of this file has. */
export function next(): number {
  last += 1;
  return last;
}

/** A contact nobody has met, with an event id of its own. */
export function newContact(more: Readonly<Record<string, unknown>> = {}) {
  const number = next();
  return { eventId: `added-${number}`, name: `Person ${number}`, email: `person.${number}@new.example`, ...more };
}

/** Connects the emulator; answers with the integration. */
export async function connect(
  { client, emulator }: Pick<Harness, 'client' | 'emulator'>,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const input = { connectorId: 'ashby', credential: { apiKey: emulator.apiKey } };
  const { connectIntegration } = await client.send('ConnectIntegration', { input });
  expect(connectIntegration).toMatchObject({ __typename: 'Integration', status: 'CONNECTED' });
  if (Object.keys(settings).length === 0) return connectIntegration;
  return changeSettings({ client }, { integrationId: connectIntegration.id, ...settings });
}

/** A job as the ATS knows it and as the API does. */
export type KnownJob = { readonly id: string; readonly remoteId: string };

/** Opens a job in the ATS, connects, and hands over contacts as they are added. */
export async function connectWithJob(
  harness: Pick<Harness, 'client' | 'emulator' | 'control'>,
  title: string,
): Promise<{ integrationId: string; job: KnownJob }> {
  const remoteId = await openJob(harness, title);
  const { id: integrationId } = await connect(harness, { mode: 'ON_ADDED' });
  return { integrationId, job: { remoteId, id: (await jobTitled(harness, integrationId, title)).id } };
}

/** Opens a job in the ATS, which knows it by the id that this answers with. */
export async function openJob({ control }: Pick<Harness, 'control'>, title: string): Promise<string> {
  const { id } = z.object({ id: z.string() }).parse(await control('/jobs', { title }));
  return id;
}

export async function changeSettings(
  { client }: Pick<Harness, 'client'>,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { updateSyncSettings } = await client.send('UpdateSyncSettings', { input });
  expect(updateSyncSettings).toMatchObject({ __typename: 'Integration' });
  return updateSyncSettings;
}

/** A new sequence's id. */
export async function newSequence(
  { client }: Pick<Harness, 'client'>,
  change: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { createSequence } = await client.send('CreateSequence', { input: { name: `Sequence ${next()}` } });
  if (Object.keys(change).length > 0) await changeSequence({ client }, { sequenceId: createSequence.id, ...change });
  return createSequence.id;
}

export async function changeSequence(
  { client }: Pick<Harness, 'client'>,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { updateSequenceSync } = await client.send('UpdateSequenceSync', { input });
  expect(updateSequenceSync).toMatchObject({ __typename: 'Sequence' });
  return updateSequenceSync;
}

/** Adds contacts and answers with the API's result. */
export async function add(
  { client }: Pick<Harness, 'client'>,
  sequenceId: string,
  contacts: readonly unknown[],
): Promise<Answer> {
  const { addContactsToSequence } = await client.send('AddContactsToSequence', { input: { sequenceId, contacts } });
  return addContactsToSequence;
}

export async function record({ client }: Pick<Harness, 'client'>, events: readonly unknown[]): Promise<Answer> {
  const { recordEmailEvents } = await client.send('RecordEmailEvents', { input: { events } });
  return recordEmailEvents;
}

/** The sync of this address in this sequence, as the API shows it now. */
export async function syncOf({ client }: Pick<Harness, 'client'>, email: string, sequenceId?: string): Promise<Answer> {
  const { contacts } = await client.send('Contacts', { filter: { search: email } });
  const enrollments = contacts.nodes[0]?.enrollments.nodes ?? [];
  return enrollments.find((enrollment: Answer) => !sequenceId || enrollment.sequence.id === sequenceId)?.syncs[0];
}

/** Waits until the sync of this address is in this state, and answers with it. */
export async function settled(
  harness: Pick<Harness, 'client'>,
  state: string,
  { email, sequenceId }: { email: string; sequenceId?: string },
): Promise<Answer> {
  const now = () => syncOf(harness, email, sequenceId);
  await expect.poll(async () => (await now())?.state, { timeout: 25_000, interval: 20 }).toBe(state);
  return now();
}

/** What was really created in the ATS, by its own record. */
export async function created(harness: Pick<Harness, 'journal'>) {
  const done = (await harness.journal()).filter(({ outcome }) => outcome.success);
  return {
    candidates: done.filter(({ operation }) => operation === 'candidate.create'),
    applications: done.filter(({ operation }) => operation === 'application.create'),
  };
}

/** The open job with this title. */
export async function jobTitled(
  { client }: Pick<Harness, 'client'>,
  integrationId: string,
  search = '',
): Promise<Answer> {
  const { jobs } = await client.send('Jobs', { integrationId, search });
  return jobs.nodes[0];
}
