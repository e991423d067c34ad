import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Answer, Client } from './client.ts';

type Asker = { readonly client: Client };

/** What a run would do. */
export async function preview({ client }: Asker, input: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { previewResync } = await client.send('PreviewResync', { input });
  return previewResync;
}

/** Starts a run and answers with it as it begins. */
export async function startRun({ client }: Asker, input: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { startResync } = await client.send('StartResync', { input: { idempotencyKey: randomUUID(), ...input } });
  expect(startResync).toMatchObject({ __typename: 'ResyncRun' });
  return startResync;
}

export async function runNow({ client }: Asker, id: string): Promise<Answer> {
  return (await client.send('ResyncRun', { id })).node;
}

/** The run, once all of it has ended. */
export async function finished(asker: Asker, { id }: { id: string }): Promise<Answer> {
  const ended = async () => (await runNow(asker, id)).finishedAt;
  await expect.poll(ended, { timeout: 60_000, interval: 20 }).not.toBeNull();
  return runNow(asker, id);
}

/** Starts a run and waits for its end. */
export async function resync(asker: Asker, input: Readonly<Record<string, unknown>>): Promise<Answer> {
  return finished(asker, await startRun(asker, input));
}

/** The contact of this address. */
export async function contactId({ client }: Asker, email: string): Promise<string> {
  const { contacts } = await client.send('Contacts', { filter: { search: email } });
  return contacts.nodes[0].id;
}
