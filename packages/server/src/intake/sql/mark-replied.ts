import type { Transaction } from '../../database/client.ts';

export type Reply = {
  readonly eventId: string;
  readonly sequenceId: string;
  readonly emailKey: string;
  readonly occurredAt: Date;
};

/** An enrollment's first reply, and the event that told of it. */
export type FirstReply = { readonly enrollmentId: string; readonly eventId: string };

/** Notes the earliest reply of each enrollment; answers with those that had none before. */
export async function markReplied(
  tx: Transaction,
  accountId: string,
  replies: readonly Reply[],
): Promise<readonly FirstReply[]> {
  if (replies.length === 0) return [];
  return tx.$queryRaw<FirstReply[]>`
    WITH reply AS (
      SELECT DISTINCT ON ("sequenceId", "emailKey") *
      FROM jsonb_to_recordset(${JSON.stringify(replies)}::jsonb)
        AS ("eventId" text, "sequenceId" uuid, "emailKey" text, "occurredAt" timestamptz)
      ORDER BY "sequenceId", "emailKey", "occurredAt"
    ), before AS (
      SELECT e.id, e.replied_at, reply."eventId", reply."occurredAt"
      FROM reply
      JOIN contact c ON c.account_id = ${accountId}::uuid AND c.email_key = reply."emailKey"
      JOIN enrollment e ON e.account_id = c.account_id AND e.contact_id = c.id AND e.sequence_id = reply."sequenceId"
      WHERE e.replied_at IS NULL OR e.replied_at > reply."occurredAt"
      ORDER BY e.id FOR UPDATE OF e
    ), marked AS (
      UPDATE enrollment e SET replied_at = before."occurredAt"
      FROM before WHERE e.account_id = ${accountId}::uuid AND e.id = before.id
    )
    SELECT id AS "enrollmentId", "eventId" FROM before WHERE replied_at IS NULL`;
}
