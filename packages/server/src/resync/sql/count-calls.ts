import type { Database } from '../../database/client.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { DecidedClass } from '../decide-classes.ts';
import type { LookedUp } from '../look-up-targets.ts';
import { targets } from './targets.ts';

type Counting = {
  readonly where: Prisma.Sql;
  readonly decided: readonly DecidedClass[];
  readonly known: readonly LookedUp[];
};

/**
 * How many contacts a run looks up, and how many requests write: a create for each contact who is no candidate yet, an
 * application for each contact and job that has none.
 */
export async function countCalls(
  database: Database,
  { where, decided, known }: Counting,
): Promise<{ readonly lookUps: number; readonly writes: number }> {
  const queued = decided.flatMap(({ verdict }) => (verdict?.candidate ? [verdict] : []));
  const found = known.map(({ syncId, forecast: { outcome } }) => ({ syncId, found: outcome }));
  const [counted] = await database.$queryRaw<{ lookUps: number; creates: number; applications: number }[]>`
    SELECT count(DISTINCT contact_id) FILTER (WHERE NOT is_linked)::int AS "lookUps",
      count(DISTINCT contact_id) FILTER (WHERE NOT is_linked AND outcome IN ('LOOKED_UP', 'CREATED'))::int AS creates,
      count(DISTINCT (contact_id, "jobId")) FILTER (
        WHERE "jobId" IS NOT NULL AND outcome NOT IN ('HELD', 'AMBIGUOUS') AND NOT EXISTS (
          SELECT FROM application a WHERE a.account_id = target.account_id AND a.integration_id = target.integration_id
            AND a.contact_id = target.contact_id AND a.job_id = "jobId"))::int AS applications
    FROM (${targets(where)}) AS target
    JOIN jsonb_to_recordset(${JSON.stringify(queued)}::jsonb) AS verdict ("factClass" text, "jobId" uuid) ON "factClass" = fact_class
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS known ("syncId" uuid, found text) ON "syncId" = sync_id
    CROSS JOIN LATERAL (SELECT coalesce(found, 'LOOKED_UP') AS outcome) AS forecast`;
  const { lookUps, creates, applications } = counted ?? { lookUps: 0, creates: 0, applications: 0 };
  return { lookUps, writes: creates + applications };
}
