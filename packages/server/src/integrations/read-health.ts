import type { Database } from '../database/client.ts';

/** How an integration is, as numbers. */
export type HealthFacts = {
  readonly integrationId: string;
  /** Contacts whose hand-over is not done yet. */
  readonly waiting: number;
  /** Since when the one that waits longest does. */
  readonly oldestAt: Date | null;
};

/** One statement for all of them. */
export async function readHealth(
  database: Database,
  accountId: string,
  integrationIds: readonly string[],
): Promise<readonly HealthFacts[]> {
  return database.$queryRaw<HealthFacts[]>`
    SELECT integration_id AS "integrationId", count(DISTINCT contact_id)::int AS waiting, min(created_at) AS "oldestAt"
    FROM intent
    WHERE account_id = ${accountId}::uuid AND integration_id = ANY(${[...integrationIds]}::uuid[])
      AND state IN ('PENDING', 'CLAIMED', 'SENDING', 'UNKNOWN', 'RETRY') AND kind IN ('CANDIDATE', 'APPLICATION')
    GROUP BY integration_id`;
}
