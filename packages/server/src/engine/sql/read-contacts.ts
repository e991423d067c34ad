import type { Database } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/** A contact as it goes to the ATS. */
export type PushContact = {
  readonly contactId: string;
  readonly name: string;
  readonly email: string | null;
  readonly linkedInUrl: string | null;
  /** When it was first added to a sequence: an older candidate is a duplicate (S6.1). */
  readonly addedAt: Date;
};

export async function readContacts(
  database: Database,
  { accountId }: Turn,
  contactIds: readonly string[],
): Promise<readonly PushContact[]> {
  return database.$queryRaw<PushContact[]>`
    SELECT c.id AS "contactId", c.name, c.email, c.linked_in_url AS "linkedInUrl",
      coalesce((SELECT min(e.added_at) FROM enrollment e WHERE e.account_id = c.account_id AND e.contact_id = c.id),
        c.created_at) AS "addedAt"
    FROM contact c WHERE c.account_id = ${accountId}::uuid AND c.id = ANY(${[...contactIds]}::uuid[])`;
}
