import { expect } from 'vitest';
/** What a person of the account does, done by a script: for what a test is not about. */
import { type Access, send } from './product.ts';

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

/** Starts a resync of everybody, or of a sequence; answers with the run's id. */
export async function startRun(access: Access, of: object = { all: true }): Promise<string> {
  const integrationId = await connectAshby(access, {});
  const { startResync } = await send<{ startResync: { id: string } }>(
    access,
    'mutation ($input: StartResyncInput!) { startResync(input: $input) { ... on ResyncRun { id } } }',
    { input: { integrationId, ...of, idempotencyKey: crypto.randomUUID() } },
  );
  return startResync.id;
}

/** The same, once it is done. */
export async function finishRun(access: Access, of: object): Promise<string> {
  const id = await startRun(access, of);
  const query = 'query ($id: ID!) { node(id: $id) { ... on ResyncRun { finishedAt } } }';
  const finishedAt = async () =>
    (await send<{ node: { finishedAt: string | null } }>(access, query, { id })).node.finishedAt;
  await expect.poll(finishedAt, { timeout: 30_000 }).not.toBeNull();
  return id;
}

async function connect(access: Access): Promise<string> {
  const { connectIntegration } = await send<{ connectIntegration: { id: string } }>(
    access,
    'mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) { ... on Integration { id } } }',
    { input: { connectorId: 'ashby', credential: { apiKey: access.emulatorApiKey } } },
  );
  return connectIntegration.id;
}

export type Job = { readonly id: string; readonly title: string };

/** The open jobs of the integration. */
export async function openJobs(access: Access, integrationId: string): Promise<readonly Job[]> {
  const { jobs } = await send<{ jobs: { nodes: readonly Job[] } }>(
    access,
    'query ($integrationId: ID!) { jobs(integrationId: $integrationId) { nodes { id title } } }',
    { integrationId },
  );
  return jobs.nodes;
}
