import type { Database } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/**
 * The write-ahead: says "sending" before a byte leaves, and only while the lease is ours by
 * PostgreSQL's clock and no late answer says that it was done already. Answers with the time that goes to the ATS, or null when we may not send.
 */
export async function beginSend(database: Database, turn: Turn, intentId: string): Promise<Date | null> {
  const [sending] = await database.$queryRaw<{ sentAt: Date }[]>`
    UPDATE intent i SET state = 'SENDING', attempts = attempts + 1, since = now(),
      sent_at = date_trunc('milliseconds', now()), updated_at = now()
    FROM integration o
    WHERE i.account_id = ${turn.accountId}::uuid AND i.id = ${intentId}::uuid
      AND i.state = 'CLAIMED' AND i.epoch = ${turn.epoch} AND coalesce(i.late_answer ->> 'kind', '') <> 'DONE'
      AND o.account_id = i.account_id AND o.id = i.integration_id
      AND o.lease_epoch = ${turn.epoch} AND o.lease_expires_at > now() AND o.status = 'CONNECTED'
    RETURNING i.sent_at AS "sentAt"`;
  return sending?.sentAt ?? null;
}
