import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Database, Transaction } from '../database/client.ts';
import { appendFeed } from '../live/feed.ts';
import { done, notFound, type Result } from '../problem.ts';
import { leaveQueued } from './leave-queued.ts';

/**
 * Cancels a run: what it has queued and nobody else wants is left, what is in flight ends. From now on nothing of it is
 * claimed; of a large one only the first batch is left here, and the rest by who follows it. A run that has ended stays
 * as it is.
 */
export async function cancelResync(
  database: Database,
  actor: Actor,
  { runId }: { readonly runId: string },
): Promise<Result<{ readonly runId: string }>> {
  return database.$transaction((tx) => cancel(tx, { actor, runId }), { timeout: 30_000 });
}

async function cancel(
  tx: Transaction,
  { actor, runId }: { actor: Actor; runId: string },
): Promise<Result<{ runId: string }>> {
  const { accountId } = actor;
  const [run] = await tx.$queryRaw<{ status: string; integrationId: string }[]>`
    SELECT status::text AS status, integration_id AS "integrationId" FROM resync_run
    WHERE account_id = ${accountId}::uuid AND id = ${runId}::uuid FOR UPDATE`;
  if (!run) return notFound('run', ['runId']);
  if (run.status !== 'RUNNING') return done({ runId });
  const { integrationId } = run;
  await tx.resyncRun.update({ where: { accountId_id: { accountId, id: runId } }, data: { status: 'CANCELLED' } });
  const count = await tx.resyncItem.count({ where: { accountId, runId, outcome: null, shared: false } });
  await leaveQueued(tx, { accountId, integrationId, runId });
  await appendFeed(tx, accountId, [{ topic: 'RUN', integrationId, runId }]);
  await recordChange(tx, actor, {
    action: 'resync.cancel',
    target: runId,
    summary: `Cancelled a resync; ${count} contacts had not been handed over yet.`,
  });
  return done({ runId });
}
