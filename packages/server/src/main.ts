/** The composition root: the only place that wires. */
import { registryOf } from '@handoff/core';
import type { Config } from './config.ts';
import * as registered from './connectors.ts';
import { type Database, openDatabase, ping } from './database/client.ts';
import { startKeepingPartitions } from './database/partitions.ts';
import { checkMigrations } from './database/pending-migrations.ts';
import { openSession } from './database/session.ts';
import { allowanceUsed } from './engine/allowance-used.ts';
import { drain } from './engine/drain.ts';
import { connectorsOf } from './engine/open-integration.ts';
import { defaultTimes, type RetryTimes } from './engine/retry.ts';
import { oldestDue } from './engine/sql/oldest-due.ts';
import { startSweep } from './engine/sweep.ts';
import type { Parts } from './graphql/context.ts';
import type { Health } from './http/health.ts';
import { startMetricsServer } from './http/metrics.ts';
import { startHealthServer, startServer } from './http/server.ts';
import { startRounds } from './integrations/rounds.ts';
import { feedsOf } from './live/feeds.ts';
import { postgresLine } from './live/line.ts';
import { redisLine } from './live/redis-line.ts';
import { startRelay } from './live/relay.ts';
import { type Queue, startQueue } from './queue/boss.ts';
import { followRuns } from './resync/settle-runs.ts';
import { authenticator } from './security/authenticate.ts';
import { jwtTrustOf } from './security/jwt.ts';
import { watchTokens } from './security/live-tokens.ts';
import { tenancyOf } from './security/tenancy.ts';
import { vaultOf } from './security/vault.ts';
import { createLog } from './telemetry/log.ts';
import { watchAllowance, watchProcess, watchQueue } from './telemetry/metrics.ts';
import { within } from './telemetry/scope.ts';
import { startTracing } from './telemetry/start-tracing.ts';
import { inSpan } from './telemetry/tracing.ts';

export type Handoff = { readonly url: string; stop(): Promise<void> };

/** How long a stop waits for the sends in flight, in milliseconds: with what else it does, ten seconds are enough. */
const stopWithinMs = 6_000;

/** What tests set otherwise. */
export type Stand = {
  readonly times: RetryTimes;
  readonly connectors: Readonly<Record<string, unknown>>;
  readonly checkTokensMs: number;
};

/**
 * Starts what the role says in this process, on a migrated database. A stop goes backwards: first it says
 * that it is not ready any more and claims nothing new, then it lets go of clients, then of what is in flight.
 */
export async function startHandoff(config: Config, stand: Partial<Stand> = {}): Promise<Handoff> {
  const { times = defaultTimes, connectors: exported = registered, checkTokensMs = 10_000 } = stand;
  const log = createLog(config.logLevel);
  await using started = new AsyncDisposableStack();
  if (config.tracesEndpoint !== null) {
    const tracing = await startTracing(config.tracesEndpoint, config.role);
    started.defer(tracing.stop);
  }
  const database = openDatabase(config.databaseUrl);
  started.defer(() => database.$disconnect());
  const onStuck = (error: unknown) =>
    log.warn({ err: error }, 'partitions are not kept now; this is tried every minute');
  started.use(await startKeepingPartitions(database, config, onStuck));
  const tenancy = tenancyOf(database);
  const vault = vaultOf(config.vaultKeys);
  const registry = registryOf(exported);
  for (const { name, why } of registry.refused) log.error({ connector: name }, `a connector was left out: ${why}`);
  const connectors = connectorsOf(registry.connectors, {
    baseUrls: config.connectorUrls,
    timeoutMs: times.sendMs,
    longestMs: times.longestMs,
  });
  const session = await openSession(config.sessionDatabaseUrl ?? config.databaseUrl, log);
  started.defer(session.close);
  const line = config.feedHintsUrl === null ? postgresLine(session) : redisLine(config.feedHintsUrl, log);
  const relay = await startRelay(tenancy.acrossAccounts, line);
  started.defer(relay.stop);
  const queue = await startQueue(log, session, config);
  started.defer(() => queue.stop(stopWithinMs));
  const parts = { tenancy, vault, connectors, relay, feeds: feedsOf(relay), queue, log };
  const authenticate = authenticator(tenancy, jwtTrustOf(config));
  const liveTokens = watchTokens(tenancy, checkTokensMs, (error) =>
    log.error({ err: error }, 'tokens were not looked at'),
  );
  started.defer(liveTokens.stop);
  const stopping = new AbortController();
  const health = healthOf({ database, queue }, stopping.signal);
  const server = await (config.role === 'worker'
    ? startHealthServer({ health, log }, config)
    : startServer(parts, health, { ...config, authenticate, liveTokens }));
  started.defer(server.stop);
  if (config.metricsPort !== null) {
    watchProcess();
    watchQueue(() => oldestDue(tenancy.acrossAccounts));
    watchAllowance(() => allowanceUsed(tenancy.acrossAccounts, connectors));
    const metrics = await startMetricsServer({ host: config.host, port: config.metricsPort });
    started.defer(metrics.stop);
  }
  if (config.role !== 'api')
    started.use(await startWorker(parts, { times, stopping: stopping.signal, publicUrl: config.publicUrl }));
  started.defer(() => stopping.abort());
  const running = started.move();
  return { url: server.url, stop: () => running.disposeAsync() };
}

type Working = { readonly times: RetryTimes; readonly stopping: AbortSignal; readonly publicUrl: string | null };

/** What talks to the ATSs. */
async function startWorker(parts: Parts, { times, stopping, publicUrl }: Working) {
  const { tenancy, queue, relay, log } = parts;
  const engine = { ...parts, times, changed: relay.changed, stopping };
  await queue.work((wish) => {
    const drainOne = () => drain({ ...engine, database: tenancy.forAccount(wish.accountId) }, wish);
    return within(wish, () => inSpan('drain', wish, drainOne));
  });
  const database = tenancy.acrossAccounts;
  const sweep = startSweep({ database, queue, onError: (error) => log.error({ err: error }, 'the sweep failed') });
  const rounds = startRounds({ ...parts, times, publicUrl, wakeOwners: queue.wakeOwners, changed: relay.changed });
  const runs = followRuns({ tenancy, log, changed: relay.changed });
  const stop = async () => {
    await runs.stop();
    sweep.stop();
    await rounds.stop();
  };
  return { [Symbol.asyncDispose]: stop };
}

function healthOf({ database, queue }: { database: Database; queue: Queue }, stopping: AbortSignal): Health {
  const migrations = () => checkMigrations(database);
  return {
    checks: { database: () => ping(database), migrations, queue: queue.check },
    isDraining: () => stopping.aborted,
  };
}
