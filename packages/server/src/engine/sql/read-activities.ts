import type { ActivityKind } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/** One thing that happened by email, as it goes to the ATS. */
export type ReadActivity = {
  readonly key: string;
  readonly form: 'MESSAGE' | 'NOTE' | 'ROLL_UP';
  readonly type: ActivityKind;
  readonly occurredAt: Date;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly body: string | null;
  readonly messageId: string | null;
  readonly threadId: string | null;
  readonly sequence: string;
  /** Whom it was written to, or who wrote it. */
  readonly email: string | null;
  readonly name: string;
  /** Who last wrote to the contact in this sequence: to whom a reply goes. */
  readonly recruiter: string | null;
  readonly candidateRemoteId: string | null;
};

/** What is behind these keys: of a key that was reported twice, the first report comes first, whenever it is read. */
export async function readActivities(
  database: Database,
  { accountId, integrationId }: Turn,
  keys: readonly string[],
): Promise<readonly ReadActivity[]> {
  return database.$queryRaw<ReadActivity[]>`
    SELECT w.key, w.form::text AS form, a.type::text AS type, a.occurred_at AS "occurredAt", a.subject, a.sender, a.body,
      a.message_id AS "messageId", a.thread_id AS "threadId", s.name AS sequence, c.email, c.name,
      (SELECT sent.sender FROM activity sent
        WHERE sent.account_id = a.account_id AND sent.sequence_id = a.sequence_id AND sent.email_key = a.email_key
          AND sent.type = 'SENT' AND sent.occurred_at <= a.occurred_at AND sent.sender IS NOT NULL
        ORDER BY sent.occurred_at DESC LIMIT 1) AS recruiter,
      l.remote_id AS "candidateRemoteId"
    FROM activity_write w
    JOIN activity a ON a.account_id = w.account_id AND a.event_id = w.event_id
    JOIN contact c ON c.account_id = a.account_id AND c.id = a.contact_id
    JOIN sequence s ON s.account_id = a.account_id AND s.id = a.sequence_id
    LEFT JOIN candidate_link l ON l.account_id = w.account_id AND l.integration_id = w.integration_id
      AND l.contact_id = a.contact_id
    WHERE w.account_id = ${accountId}::uuid AND w.integration_id = ${integrationId}::uuid
      AND w.key = ANY(${[...keys]}::text[])
    ORDER BY a.received_at, a.batch_place, a.event_id`;
}
