/** The composition root: the only place that wires. */
import { registryOf } from '@handoff/core';
import pino from 'pino';
import type { Config } from './config.ts';
import * as registered from './connectors.ts';
import { openDatabase } from './database/client.ts';
import { drain } from './engine/drain.ts';
import { connectorsOf } from './engine/open-integration.ts';
import { defaultTimes, type RetryTimes } from './engine/retry.ts';
import { startSweep } from './engine/sweep.ts';
import { startServer } from './http/server.ts';
import { feedsOf } from './live/feeds.ts';
import { startPruning } from './live/prune-feed.ts';
import { startRelay } from './live/relay.ts';
import { startQueue } from './queue/boss.ts';
import { vaultOf } from './security/vault.ts';

export type Handoff = { readonly url: string; stop(): Promise<void> };

/** How long a stop waits for what is in flight, in milliseconds. */
const stopWithinMs = 3_000;

/** What tests set otherwise. */
export type Stand = { readonly times: RetryTimes; readonly connectors: Readonly<Record<string, unknown>> };

/** Starts API, page and worker in this process, on a migrated database. */
export async function startHandoff(config: Config, stand: Partial<Stand> = {}): Promise<Handoff> {
  const { times = defaultTimes, connectors: exported = registered } = stand;
  const log = pino({ level: config.logLevel, serializers: { err: problemOf } }, pino.destination(2));
  await using started = new AsyncDisposableStack();
  const database = openDatabase(config.databaseUrl);
  started.defer(() => database.$disconnect());
  const vault = vaultOf(config.vaultKey);
  const registry = registryOf(exported);
  for (const { name, why } of registry.refused) log.error({ connector: name }, `a connector was left out: ${why}`);
  const connectors = connectorsOf(registry.connectors, { baseUrls: config.connectorUrls, timeoutMs: times.sendMs });
  const relay = await startRelay(config.databaseUrl, log);
  started.defer(relay.stop);
  const queue = await startQueue(log, config.databaseUrl);
  started.defer(() => queue.stop(stopWithinMs));
  const parts = { database, vault, connectors, relay, feeds: feedsOf(relay), queue, log };
  const server = await startServer(parts, config);
  started.defer(server.stop);
  const stopping = new AbortController();
  started.defer(() => stopping.abort());
  const engine = { ...parts, times, changed: relay.changed, stopping: stopping.signal };
  await queue.work((wish) => drain(engine, wish));
  const sweep = startSweep({ database, queue, onError: (error) => log.error({ err: error }, 'the sweep failed') });
  started.defer(sweep.stop);
  const pruning = startPruning(database, (error) => log.error({ err: error }, 'the feed could not be pruned'));
  started.defer(pruning.stop);
  const running = started.move();
  return { url: server.url, stop: () => running.disposeAsync() };
}

/** Of an error only what it says: a database's error carries its connection along. */
function problemOf(error: Error & { readonly code?: string }) {
  const { name, message, stack, code } = error;
  return { name, message, code, stack };
}
