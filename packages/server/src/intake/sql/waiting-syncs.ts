import type { Transaction } from '../../database/client.ts';
import type { FirstReply } from './mark-replied.ts';

/** A sync that waits for the reply which has just come, with what the policy needs of it. */
export type WaitingSync = {
  readonly syncId: string;
  readonly integrationId: string;
  readonly enrollmentId: string;
  readonly contactId: string;
  readonly sequenceId: string;
  readonly eventId: string;
  readonly email: string | null;
  readonly addedAt: Date;
  readonly repliedAt: Date;
};

export async function waitingSyncs(
  tx: Transaction,
  accountId: string,
  replies: readonly FirstReply[],
): Promise<readonly WaitingSync[]> {
  if (replies.length === 0) return [];
  return tx.$queryRaw<WaitingSync[]>`
    SELECT s.id AS "syncId", s.integration_id AS "integrationId", e.id AS "enrollmentId", e.contact_id AS "contactId",
      e.sequence_id AS "sequenceId", reply."eventId", c.email, e.added_at AS "addedAt", e.replied_at AS "repliedAt"
    FROM jsonb_to_recordset(${JSON.stringify(replies)}::jsonb) AS reply ("enrollmentId" uuid, "eventId" text)
    JOIN enrollment e ON e.account_id = ${accountId}::uuid AND e.id = reply."enrollmentId"
    JOIN contact c ON c.account_id = e.account_id AND c.id = e.contact_id
    JOIN sync s ON s.account_id = e.account_id AND s.enrollment_id = e.id
    WHERE s.state = 'NOT_SYNCED' AND s.reason = 'WAITING_FOR_REPLY'
    ORDER BY s.id FOR UPDATE OF s`;
}
