import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the start command writes for scripts. */
export type Access = {
  readonly page: string;
  readonly signIn: string;
  readonly graphql: string;
  readonly token: string;
  readonly emulator: string;
  readonly emulatorApiKey: string;
};

export type Product = Access & { stop(): Promise<void> };

/** The whole product, started as a person starts it, with data of its own, and settings by their names in the environment. */
export async function startProduct(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-e2e-'));
  const script = fileURLToPath(new URL('../../../server/demo/start.ts', import.meta.url));
  const own = { HANDOFF_FOLDER: folder, HANDOFF_PORT: '0', HANDOFF_EMULATOR_PORT: '0' };
  const env = { ...process.env, ...own, ...settings };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('start.json')) return;
    throw new Error('the product ended before it was ready');
  })();
  await ready;
  child.stdout.resume();
  return {
    ...(JSON.parse(await readFile(join(folder, 'start.json'), 'utf8')) as Access),
    async stop() {
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sends one operation as a script would. */
export async function send<T>({ graphql, token }: Access, query: string, variables: object): Promise<T> {
  const response = await fetch(graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data: T; errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** Connects Ashby where it is not connected yet, and chooses settings; answers with the integration's id. */
export async function connectAshby(access: Access, settings: object): Promise<string> {
  type Integrations = { integrations: { nodes: { id: string }[] } };
  const { integrations } = await send<Integrations>(access, '{ integrations { nodes { id } } }', {});
  const integrationId = integrations.nodes[0]?.id ?? (await connect(access));
  const change =
    'mutation ($input: UpdateSyncSettingsInput!) { updateSyncSettings(input: $input) { ... on Integration { id } } }';
  await send(access, change, { input: { integrationId, ...settings } });
  return integrationId;
}

/** Starts a resync of everybody; answers with the run's id. */
export async function startRun(access: Access): Promise<string> {
  const integrationId = await connectAshby(access, {});
  const { startResync } = await send<{ startResync: { id: string } }>(
    access,
    'mutation ($input: StartResyncInput!) { startResync(input: $input) { ... on ResyncRun { id } } }',
    { input: { integrationId, all: true, idempotencyKey: 'a-run-of-everybody' } },
  );
  return startResync.id;
}

async function connect(access: Access): Promise<string> {
  const { connectIntegration } = await send<{ connectIntegration: { id: string } }>(
    access,
    'mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) { ... on Integration { id } } }',
    { input: { connectorId: 'ashby', credential: { apiKey: access.emulatorApiKey } } },
  );
  return connectIntegration.id;
}

/** Adds a contact to the first sequence, as the outreach tool would. */
export async function addContact(
  access: Access,
  contact: { eventId: string; name: string; email: string },
): Promise<void> {
  type Sequences = { sequences: { nodes: { id: string }[] } };
  const { sequences } = await send<Sequences>(access, '{ sequences { nodes { id } } }', {});
  const document =
    'mutation ($input: AddContactsToSequenceInput!) { addContactsToSequence(input: $input) { __typename } }';
  await send(access, document, { input: { sequenceId: sequences.nodes[0]?.id, contacts: [contact] } });
}

const permissions = [
  'candidates:read',
  'candidates:write',
  'jobs:read',
  'hiringProcessMetadata:read',
  'organization:read',
  'apiKeys:write',
];

/** A key of the ATS with these permissions; with all of them for null. */
export async function makeKey(access: Access, granted: readonly string[] | null): Promise<string> {
  const { apiKey } = await control<{ apiKey: string }>(access, '/keys', { permissions: granted ?? permissions });
  return apiKey;
}

/** Somebody whom the ATS knew before we did. */
export async function addPerson(access: Access, person: { name: string; email: string }): Promise<void> {
  await control(access, '/candidates', { ...person, createdAt: '2026-03-02T09:00:00.000Z' });
}

export async function revokeKey(access: Access, apiKey: string): Promise<void> {
  await control(access, '/keys/revoke', { apiKey });
}

/** Moves the ATS, as its own people would. */
async function control<T>({ emulator }: Access, path: string, body: object): Promise<T> {
  const response = await fetch(`${emulator}/_emulator${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

/** What goes wrong with the next call of an operation of the ATS. */
export async function planFault(access: Access, fault: object): Promise<void> {
  await control(access, '/faults', fault);
}

export type JournalEntry = {
  readonly operation: string;
  readonly request: { readonly email?: string };
  readonly outcome: { readonly success: boolean };
};

/** What the ATS was asked to do, in order. */
export async function journal({ emulator }: Access): Promise<readonly JournalEntry[]> {
  const text = await (await fetch(`${emulator}/_emulator/journal`)).text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): JournalEntry => JSON.parse(line));
}
