import type { Database } from '../database/client.ts';
import type { ResyncRun } from '../generated/prisma/client.ts';

/** What ended in one stretch of a run's time. */
export type Stretch = { readonly at: Date; readonly ended: number; readonly failed: number };

type Run = Pick<ResyncRun, 'accountId' | 'id' | 'startedAt' | 'finishedAt'>;
type Row = { readonly place: number; readonly ended: number; readonly failed: number };

const most = 60;

/** A run's rate and its errors over time: stretches of whole seconds, as few as there are seconds, at most sixty. */
export async function readStretches(database: Database, run: Run, now: Date): Promise<readonly Stretch[]> {
  const { accountId, id, startedAt, finishedAt } = run;
  const seconds = ((finishedAt ?? now).getTime() - startedAt.getTime()) / 1_000;
  const each = Math.max(1, Math.ceil(seconds / most));
  const count = Math.max(1, Math.ceil(seconds / each));
  const rows = await database.$queryRaw<Row[]>`
    SELECT least(greatest(floor(extract(epoch FROM ended_at - ${startedAt}::timestamptz) / ${each}::int), 0), ${count - 1}::int)::int AS place,
      count(*)::int AS ended, (count(*) FILTER (WHERE outcome = 'FAILED'))::int AS failed
    FROM resync_item
    WHERE account_id = ${accountId}::uuid AND run_id = ${id}::uuid AND NOT shared
      AND ended_at IS NOT NULL AND outcome <> 'CANCELLED'
    GROUP BY 1`;
  return Array.from({ length: count }, (_, place) => {
    const { ended, failed } = rows.find((row) => row.place === place) ?? { ended: 0, failed: 0 };
    return { at: new Date(startedAt.getTime() + place * each * 1_000), ended, failed };
  });
}
