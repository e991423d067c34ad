import type { OnDuplicate } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import type { Place } from '../turn.ts';

/** Somebody who waits for a reply and has not been looked up, with the settings that were in force when they were added. */
export type WaitingContact = {
  readonly syncId: string;
  readonly contactId: string;
  readonly email: string | null;
  readonly addedAt: Date;
  readonly deduplication: boolean;
  readonly onDuplicate: OnDuplicate;
};

const atOnce = 500;

export async function readWaiting(
  database: Database,
  { accountId, integrationId }: Place,
): Promise<readonly WaitingContact[]> {
  return database.$queryRaw<WaitingContact[]>`
    SELECT s.id AS "syncId", s.contact_id AS "contactId", c.email,
      coalesce((SELECT min(e.added_at) FROM enrollment e WHERE e.account_id = c.account_id AND e.contact_id = c.id),
        c.created_at) AS "addedAt",
      coalesce((s.decided_on -> 'settings' ->> 'deduplication')::boolean, false) AS deduplication,
      coalesce(s.decided_on -> 'settings' ->> 'onDuplicate', 'HOLD') AS "onDuplicate"
    FROM sync s JOIN contact c ON c.account_id = s.account_id AND c.id = s.contact_id
    WHERE s.account_id = ${accountId}::uuid AND s.integration_id = ${integrationId}::uuid
      AND s.reason = 'WAITING_FOR_REPLY' AND s.looked_up_at IS NULL
    ORDER BY s.id LIMIT ${atOnce}`;
}
