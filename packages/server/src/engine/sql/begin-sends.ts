import type { Database } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/**
 * The write-ahead: says "sending" before a byte leaves, and only while the lease is ours by
 * PostgreSQL's clock and no late answer says that it was done already. Answers with the time that goes to the ATS for
 * each that may be sent.
 */
export async function beginSends(
  database: Database,
  turn: Turn,
  intentIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const sending = await database.$queryRaw<{ id: string; sentAt: Date }[]>`
    WITH may AS MATERIALIZED (
      SELECT i.id FROM intent i
      JOIN integration o ON o.account_id = i.account_id AND o.id = i.integration_id
      WHERE i.account_id = ${turn.accountId}::uuid AND i.id = ANY(${[...intentIds]}::uuid[])
        AND i.state = 'CLAIMED' AND i.epoch = ${turn.epoch} AND coalesce(i.late_answer ->> 'kind', '') <> 'DONE'
        AND o.lease_epoch = ${turn.epoch} AND o.lease_expires_at > now() AND o.status = 'CONNECTED'
      ORDER BY i.contact_id, i.kind, i.id FOR UPDATE OF i
    )
    UPDATE intent i SET state = 'SENDING', attempts = attempts + 1, since = now(),
      sent_at = date_trunc('milliseconds', now()), updated_at = now()
    FROM may WHERE i.account_id = ${turn.accountId}::uuid AND i.id = may.id
    RETURNING i.id, i.sent_at AS "sentAt"`;
  return new Map(sending.map(({ id, sentAt }) => [id, sentAt]));
}
