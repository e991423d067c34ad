import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Database, Transaction } from '../database/client.ts';
import { appendFeed } from '../live/feed.ts';
import { done, notFound, type Result } from '../problem.ts';
import { giveUp } from './sql/give-up.ts';
import { planForMany } from './sql/plan-for-many.ts';

/**
 * Cancels a run: what it has queued and nobody else wants is left, what is in flight ends. A run that has ended stays
 * as it is.
 */
export async function cancelResync(
  database: Database,
  actor: Actor,
  { runId }: { readonly runId: string },
): Promise<Result<{ readonly runId: string }>> {
  return database.$transaction((tx) => cancel(tx, { actor, runId }), { timeout: 120_000 });
}

async function cancel(
  tx: Transaction,
  { actor, runId }: { actor: Actor; runId: string },
): Promise<Result<{ runId: string }>> {
  const { accountId } = actor;
  const [run] = await tx.$queryRaw<{ status: string; integrationId: string; total: number }[]>`
    SELECT status::text AS status, total, integration_id AS "integrationId" FROM resync_run
    WHERE account_id = ${accountId}::uuid AND id = ${runId}::uuid FOR UPDATE`;
  if (!run) return notFound('run', ['runId']);
  if (run.status !== 'RUNNING') return done({ runId });
  const { integrationId } = run;
  await tx.resyncRun.update({ where: { accountId_id: { accountId, id: runId } }, data: { status: 'CANCELLED' } });
  await planForMany(tx, run.total);
  const count = await giveUp(tx, { accountId, integrationId, runId });
  await appendFeed(tx, accountId, [{ topic: 'RUN', integrationId, runId }]);
  await recordChange(tx, actor, {
    action: 'resync.cancel',
    target: runId,
    summary: `Cancelled a resync; ${count} contacts were still waiting.`,
  });
  return done({ runId });
}
