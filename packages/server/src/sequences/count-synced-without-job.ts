import type { Database } from '../database/client.ts';

/**
 * The guard of S3.4: contacts of a sequence that are in the ATS already, and lack the application to
 * the job that is effective now. Nothing gives it to them by itself.
 */
export async function countSyncedWithoutJob(
  database: Database,
  accountId: string,
  sequenceId: string,
): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM sync s
    JOIN sequence q ON q.account_id = s.account_id AND q.id = s.sequence_id
    JOIN integration o ON o.account_id = s.account_id AND o.id = s.integration_id
    CROSS JOIN LATERAL (
      SELECT CASE q.job_selection WHEN 'JOB' THEN q.job_id WHEN 'INHERIT' THEN o.default_job_id END AS job_id
    ) effective
    WHERE s.account_id = ${accountId}::uuid AND s.sequence_id = ${sequenceId}::uuid AND s.state = 'SYNCED'
      AND effective.job_id IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM application a WHERE a.account_id = s.account_id AND a.integration_id = s.integration_id
          AND a.contact_id = s.contact_id AND a.job_id = effective.job_id)`;
  return row?.count ?? 0;
}
