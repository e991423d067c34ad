import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Emulator } from '@handoff/ats-ashby/emulator';
import type { Bench } from '../frame/row.ts';
import { type ConnectedAccount, connectAccount } from './connected-account.ts';
import { startProduct } from './product.ts';
import { onDatabase } from './statements.ts';
import { until } from './until.ts';

export type Connected = ConnectedAccount & { readonly databaseUrl: string; stop(): Promise<void> };

type Connecting = { readonly databaseUrl: string; readonly emulator: Emulator; readonly contacts: number };

/** The product with one account, whose contacts are to sync into the ATS's job, and whose index is complete. */
export async function connectedProduct(bench: Bench, connecting: Connecting): Promise<Connected> {
  const { databaseUrl, emulator } = connecting;
  const product = await startProduct({ databaseUrl, atsUrl: emulator.url });
  bench.defer(product.stop);
  const settings = { mode: 'ON_ADDED', deduplication: false };
  const account = await connectAccount({ ...connecting, productUrl: product.url, settings });
  const { client, integrationId } = account;
  const { jobs } = await client.send('Jobs', { integrationId });
  await client.send('UpdateSyncSettings', { input: { integrationId, defaultJobId: jobs.nodes[0].id } });
  await until(async () => (await count(databaseUrl, "candidate_index WHERE state = 'COMPLETE'")) === 1);
  return { ...account, databaseUrl, stop: product.stop };
}

/** Resyncs everybody, and waits until nobody is on the way any more: all of them have synced. */
export async function resyncAll({ client, integrationId, databaseUrl }: Connected): Promise<void> {
  const input = { integrationId, all: true, idempotencyKey: randomUUID() };
  const { startResync } = await client.send('StartResync', { input });
  assert.equal(startResync.__typename, 'ResyncRun');
  await until(async () => (await count(databaseUrl, 'resync_run WHERE finished_at IS NULL')) === 0);
  assert.equal(await count(databaseUrl, "sync WHERE state <> 'SYNCED'"), 0);
}

export function count(databaseUrl: string, rows: string): Promise<number> {
  return onDatabase(databaseUrl, async (client) => {
    const { rows: found } = await client.query(`SELECT count(*)::int AS count FROM ${rows}`);
    return Number(found[0].count);
  });
}
