import { Prisma } from '../../generated/prisma/client.ts';

/**
 * Syncs with the facts that the policy reads, as a relation. `fact_class` is the same for all that the policy cannot
 * tell apart: core decides once for each. `where` is about the sync `s`.
 */
export function targets(where: Prisma.Sql, { lock }: { lock: 'LOCKED' | 'AS_THEY_ARE' } = { lock: 'AS_THEY_ARE' }) {
  return Prisma.sql`
    SELECT s.account_id, s.id AS sync_id, s.integration_id, s.enrollment_id, s.contact_id, s.sequence_id, s.state, s.reason, s.error_code,
      c.email, c.email IS NOT NULL AS has_email, e.replied_at IS NOT NULL AS has_replied, l.remote_id IS NOT NULL AS is_linked,
      e.added_at < o.connected_at AS is_earlier, q.sync_enabled, q.job_selection, q.job_id AS sequence_job_id,
      concat_ws('|', s.sequence_id, s.state, coalesce(s.reason::text, '-'), coalesce(s.error_code, '-'), c.email IS NOT NULL,
        e.replied_at IS NOT NULL, l.remote_id IS NOT NULL, e.added_at < o.connected_at) AS fact_class
    FROM sync s
    JOIN integration o ON o.account_id = s.account_id AND o.id = s.integration_id
    JOIN sequence q ON q.account_id = s.account_id AND q.id = s.sequence_id
    JOIN enrollment e ON e.account_id = s.account_id AND e.id = s.enrollment_id
    JOIN contact c ON c.account_id = s.account_id AND c.id = s.contact_id
    LEFT JOIN candidate_link l
      ON l.account_id = s.account_id AND l.integration_id = s.integration_id AND l.contact_id = s.contact_id
    WHERE ${where} ${lock === 'LOCKED' ? Prisma.sql`ORDER BY s.id FOR UPDATE OF s` : Prisma.empty}`;
}
