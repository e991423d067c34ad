import { randomUUIDv7 } from 'node:crypto';
import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Database, Transaction } from '../database/client.ts';
import { learnSizes } from '../engine/sql/learn-sizes.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { applyVerdicts, reopened, verdictColumns, verdictTypes } from '../intake/apply-decisions.ts';
import { holdIntegrations } from '../intake/facts.ts';
import { appendFeed, feedEnd } from '../live/feed.ts';
import { done, notFound, type Result } from '../problem.ts';
import type { WakeOwners } from '../queue/queues.ts';
import { type DecidedClass, decideClasses } from './decide-classes.ts';
import { readFactClasses } from './fact-classes.ts';
import type { Skip } from './read-runs.ts';
import { type ResyncRequest, type StartResync, selected } from './selection.ts';
import { claimRun } from './sql/claim-run.ts';
import { holdIntents } from './sql/hold-intents.ts';
import { keepStart } from './sql/keep-start.ts';
import { planForMany } from './sql/plan-for-many.ts';
import { shareItems } from './sql/share-items.ts';
import { targets } from './sql/targets.ts';

/**
 * Starts a run: decides for everybody it is about under the settings of now, and queues those who sync. A few
 * statements, however many they are. The same key gives the run that it started first.
 */
export async function startResync(
  { database, wakeOwners }: { database: Database; wakeOwners: WakeOwners },
  actor: Actor,
  request: StartResync,
): Promise<Result<{ readonly runId: string }>> {
  await learnSizes(database);
  return database.$transaction((tx) => start(tx, { wakeOwners, actor, request }), { timeout: 120_000 });
}

type Starting = { readonly wakeOwners: WakeOwners; readonly actor: Actor; readonly request: StartResync };

async function start(tx: Transaction, { wakeOwners, actor, request }: Starting): Promise<Result<{ runId: string }>> {
  const { accountId } = actor;
  const { integrationId } = request;
  const { integrations } = await holdIntegrations(tx, accountId);
  const integration = integrations.find((one) => one.integrationId === integrationId);
  if (!integration) return notFound('integration', ['integrationId']);
  const { runId, claimed } = await claimRun(tx, {
    runId: randomUUIDv7(),
    actor,
    request,
    settings: integration.settings,
  });
  if (claimed === 'BEFORE') return done({ runId });

  const where = selected(accountId, request);
  const feedSeq = await feedEnd(tx, accountId);
  await holdIntents(tx, { accountId, where: Prisma.sql`${where} AND s.state IN ('NOT_SYNCED', 'FAILED', 'EXISTS')` });
  const classes = await readFactClasses(tx, targets(where, { lock: 'LOCKED' }));
  const decided = decideClasses(classes, { request, settings: integration.settings });
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  await planForMany(tx, total);
  await shareItems(tx, { runId, where });
  await applyVerdicts(tx, {
    accountId,
    priority: isOne(request) ? 'LIVE' : 'BULK',
    reopens: reopened.PERSON,
    gone: request.of.kind === 'CONTACTS' ? 'WISHED_AGAIN' : 'STAYS',
    decided: Prisma.sql`
      SELECT sync_id, integration_id, enrollment_id, contact_id, sequence_id, state AS from_state,
        target.reason AS from_reason, ${verdictColumns}, ${`run:${runId}`} AS cause
      FROM (${targets(where)}) AS target
      JOIN jsonb_to_recordset(${JSON.stringify(decided.flatMap(({ verdict }) => verdict ?? []))}::jsonb)
        AS verdict ("factClass" text, ${verdictTypes}) ON "factClass" = fact_class`,
    with: Prisma.sql`, counted AS (
      INSERT INTO resync_item (account_id, run_id, sync_id)
      SELECT ${accountId}::uuid, ${runId}::uuid, sync_id FROM moved WHERE candidate IS NOT NULL
    )`,
  });
  await keepStart(tx, { accountId, runId, total, skips: skipsOf(decided), feedSeq });
  await appendFeed(tx, accountId, [{ topic: 'RUN', integrationId, runId }]);
  await recordChange(tx, actor, {
    action: 'resync.start',
    target: runId,
    summary: summaryOf(request, total),
    changes: { overrides: { from: [], to: request.overrides } },
  });
  await wakeOwners(tx, accountId, [{ integrationId }]);
  return done({ runId });
}

/** Somebody waits for a single contact; a run lets the others by. */
function isOne({ of }: ResyncRequest): boolean {
  return of.kind === 'CONTACTS' && of.contactIds.length === 1;
}

/** Who is left as they were, by why. */
function skipsOf(decided: readonly DecidedClass[]): Skip[] {
  const skips = new Map<Skip['reason'], number>();
  for (const { count, forecast } of decided) {
    if (forecast.outcome === 'SKIPPED') skips.set(forecast.because, (skips.get(forecast.because) ?? 0) + count);
  }
  return [...skips].map(([reason, count]) => ({ reason, count }));
}

function summaryOf({ overrides }: ResyncRequest, total: number): string {
  const aside = overrides.length === 0 ? '' : `, setting aside ${overrides.join(', ')}`;
  return `Started a resync of ${total} contacts${aside}.`;
}
