import type { Database } from '../database/client.ts';

/** How an integration is, as numbers. */
export type HealthFacts = {
  readonly integrationId: string;
  /** Contacts whose hand-over is not done yet. */
  readonly waiting: number;
  /** Since when the one that waits longest does. */
  readonly oldestAt: Date | null;
  /** All that changed among the ATS's candidates before this is known here; null until all have been read once. */
  readonly candidatesReadAt: Date | null;
  /** What the ATS last said is left of its limit, while that counts. */
  readonly remaining: number | null;
};

/** One statement for all of them. */
export async function readHealth(
  database: Database,
  accountId: string,
  integrationIds: readonly string[],
): Promise<readonly HealthFacts[]> {
  return database.$queryRaw<HealthFacts[]>`
    SELECT i.id AS "integrationId", work.waiting, work."oldestAt",
      CASE c.state WHEN 'COMPLETE' THEN c.refreshed_at END AS "candidatesReadAt",
      CASE WHEN p.window_ends_at > extract(epoch FROM now()) * 1000 THEN p.remaining END AS remaining
    FROM integration i
    LEFT JOIN candidate_index c ON c.account_id = i.account_id AND c.integration_id = i.id
    LEFT JOIN pace p ON p.account_id = i.account_id AND p.integration_id = i.id
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT contact_id)::int AS waiting, min(created_at) AS "oldestAt" FROM intent
      WHERE account_id = i.account_id AND integration_id = i.id
        AND state IN ('PENDING', 'CLAIMED', 'SENDING', 'UNKNOWN', 'RETRY') AND kind IN ('CANDIDATE', 'APPLICATION')
    ) AS work
    WHERE i.account_id = ${accountId}::uuid AND i.id = ANY(${[...integrationIds]}::uuid[])`;
}
