import type { ActivityKind } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';

/** An activity that was taken in, with what the policy needs of it. */
export type TakenActivity = {
  readonly eventId: string;
  readonly type: ActivityKind;
  readonly messageId: string | null;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  /** Null while there is no such contact. */
  readonly contactId: string | null;
  readonly addedAt: Date | null;
};

export async function readTakenActivity(
  tx: Transaction,
  accountId: string,
  eventIds: readonly string[],
): Promise<readonly TakenActivity[]> {
  return tx.$queryRaw<TakenActivity[]>`
    SELECT a.event_id AS "eventId", a.type::text AS type, a.message_id AS "messageId", a.occurred_at AS "occurredAt",
      a.received_at AS "receivedAt", a.contact_id AS "contactId",
      (SELECT min(e.added_at) FROM enrollment e WHERE e.account_id = a.account_id AND e.contact_id = a.contact_id) AS "addedAt"
    FROM activity a WHERE a.account_id = ${accountId}::uuid AND a.event_id = ANY(${[...eventIds]}::text[])`;
}
