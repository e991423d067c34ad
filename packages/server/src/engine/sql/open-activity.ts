import type { Transaction } from '../../database/client.ts';

/**
 * Opens the intents of activity that may be written by now: that of contacts who are candidates. What is
 * rolled up waits until its day is over, and a little longer for what is being taken in at midnight. The
 * contacts are locked, so that a link and an activity that come at the same time cannot miss each other.
 * Answers with the integrations that have something to do at once.
 */
export async function openActivity(
  tx: Transaction,
  { accountId, contactIds }: { accountId: string; contactIds: readonly string[] },
): Promise<readonly { readonly integrationId: string }[]> {
  await tx.$queryRaw`
    SELECT id FROM contact WHERE account_id = ${accountId}::uuid AND id = ANY(${[...contactIds]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  return tx.$queryRaw<{ integrationId: string }[]>`
    WITH opened AS (
      INSERT INTO intent (account_id, id, integration_id, key, kind, contact_id, priority, retry_at)
      SELECT w.account_id, gen_random_uuid(), w.integration_id, w.key, 'ACTIVITY', a.contact_id, 'BULK',
        CASE WHEN bool_or(w.form = 'ROLL_UP')
          THEN date_trunc('day', max(a.received_at), 'UTC') + interval '1 day 5 minutes' END
      FROM activity a
      JOIN activity_write w ON w.account_id = a.account_id AND w.event_id = a.event_id AND w.key IS NOT NULL
      JOIN candidate_link l ON l.account_id = a.account_id AND l.integration_id = w.integration_id
        AND l.contact_id = a.contact_id
      WHERE a.account_id = ${accountId}::uuid AND a.contact_id = ANY(${[...contactIds]}::uuid[])
      GROUP BY w.account_id, w.integration_id, w.key, a.contact_id
      ORDER BY w.integration_id, w.key
      ON CONFLICT (account_id, integration_id, key) DO NOTHING
      RETURNING integration_id, retry_at
    )
    SELECT DISTINCT integration_id AS "integrationId" FROM opened WHERE retry_at IS NULL OR retry_at <= now()`;
}
