/**
 * A run follows the account's feed, as every subscriber does: what of its own has ended since the place that it has
 * seen is settled, once and for all, and the place is kept with the run. So a run costs the push nothing, survives any
 * restart, and what it says of its contacts stays true when they are resynced later.
 */
import type { Logger } from 'pino';
import type { Database } from '../database/client.ts';
import type { RunStatus } from '../generated/prisma/enums.ts';
import { appendFeed } from '../live/feed.ts';
import { type Repeated, repeat } from '../queue/repeat.ts';
import type { Tenancy } from '../security/tenancy.ts';
import { leaveQueued } from './leave-queued.ts';
import { type SettledItems, settleItems } from './sql/settle-items.ts';

const settleEveryMs = 250;

type Following = {
  readonly tenancy: Tenancy;
  /** Tells whoever follows the account's feed that it has grown. */
  readonly changed: (accountId: string) => void;
  readonly log: Logger;
};

/** Brings the runs of all accounts up to date, again and again. Several processes may: one at a time settles a run. */
export function followRuns({ tenancy, changed, log }: Following): Repeated {
  const following = repeat({
    everyMs: settleEveryMs,
    onError: (error) => log.error({ err: error }, 'a run could not be followed'),
    work: async () => {
      for (const run of await unfinishedRuns(tenancy.acrossAccounts)) {
        const { seen, left } = await settleRun(tenancy.forAccount(run.accountId), run);
        if (seen === 'CHANGED') changed(run.accountId);
        if (left === 'MORE') following.now();
      }
    },
  });
  return following;
}

type Run = { readonly accountId: string; readonly id: string };

/** Across all accounts: whatever is not finished is somebody's. */
function unfinishedRuns(database: Database): Promise<readonly Run[]> {
  return database.resyncRun.findMany({ where: { finishedAt: null }, select: { accountId: true, id: true } });
}

type RunRow = { readonly integrationId: string; readonly status: RunStatus; readonly feedSeq: bigint };

async function settleRun(database: Database, { accountId, id: runId }: Run): Promise<SettledItems> {
  return database.$transaction(async (tx) => {
    const [run] = await tx.$queryRaw<RunRow[]>`
      SELECT integration_id AS "integrationId", status::text AS status, feed_seq AS "feedSeq" FROM resync_run
      WHERE account_id = ${accountId}::uuid AND id = ${runId}::uuid AND finished_at IS NULL FOR UPDATE SKIP LOCKED`;
    if (!run) return { seen: 'SAME', left: 'NOTHING' };
    const { integrationId } = run;
    const given = run.status === 'CANCELLED' ? await leaveQueued(tx, { accountId, integrationId, runId }) : null;
    const settled = await settleItems(tx, { accountId, runId, after: run.feedSeq });
    const seen = given?.seen === 'CHANGED' ? 'CHANGED' : settled.seen;
    if (seen === 'CHANGED') await appendFeed(tx, accountId, [{ topic: 'RUN', integrationId, runId }]);
    return { seen, left: given?.left === 'MORE' ? 'MORE' : settled.left };
  });
}
