import { emailKey } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import type { EmailEventInput } from '../contact-input.ts';

/** An event, and when it happened. */
type TimedEvent = EmailEventInput & { readonly occurredAt: Date };

/** Keeps each event once, by its id; answers with the ids that were not known before. */
export async function recordActivity(
  tx: Transaction,
  accountId: string,
  events: readonly TimedEvent[],
): Promise<ReadonlySet<string>> {
  const input = events.map((event, place) => ({ ...event, place, emailKey: emailKey(event.email) }));
  const fresh = await tx.$queryRaw<{ eventId: string }[]>`
    INSERT INTO activity (account_id, event_id, sequence_id, email_key, contact_id, type, occurred_at,
      message_id, thread_id, subject, sender, body, batch_place)
    SELECT ${accountId}::uuid, "eventId", "sequenceId", "emailKey",
      (SELECT id FROM contact WHERE account_id = ${accountId}::uuid AND email_key = "emailKey"),
      type::email_event_type, "occurredAt", "messageId", "threadId", subject, "from", body, place
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb) AS (
      "eventId" text, "sequenceId" uuid, "emailKey" text, type text, "occurredAt" timestamptz,
      "messageId" text, "threadId" text, subject text, "from" text, body text, place integer)
    ORDER BY "eventId"
    ON CONFLICT DO NOTHING
    RETURNING event_id AS "eventId"`;
  return new Set(fresh.map(({ eventId }) => eventId));
}
