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
  /** The job it is put forward for first, where it is put forward for one. */
  readonly jobRemoteId: string | null;
};

export async function readContacts(
  database: Database,
  { accountId, integrationId }: Turn,
  contactIds: readonly string[],
): Promise<readonly PushContact[]> {
  return database.$queryRaw<PushContact[]>`
    SELECT c.id AS "contactId", c.name, c.email, c.linked_in_url AS "linkedInUrl",
      coalesce((SELECT min(e.added_at) FROM enrollment e WHERE e.account_id = c.account_id AND e.contact_id = c.id),
        c.created_at) AS "addedAt",
      (SELECT job.remote_id FROM intent i
        JOIN job ON job.account_id = i.account_id AND job.integration_id = i.integration_id AND job.id = i.job_id
        WHERE i.account_id = c.account_id AND i.integration_id = ${integrationId}::uuid AND i.contact_id = c.id
          AND i.kind = 'APPLICATION' AND i.state <> 'CANCELLED'
        ORDER BY i.created_at, i.id LIMIT 1) AS "jobRemoteId"
    FROM contact c WHERE c.account_id = ${accountId}::uuid AND c.id = ANY(${[...contactIds]}::uuid[])`;
}
