import type { Database } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/** The two ends of an application in the ATS's own ids; null while the contact has no candidate there. */
export async function readApplicationTarget(
  database: Database,
  { accountId, integrationId }: Turn,
  { contactId, jobId }: { contactId: string; jobId: string | null },
): Promise<{ candidateRemoteId: string; jobRemoteId: string } | null> {
  const [target] = await database.$queryRaw<{ candidateRemoteId: string; jobRemoteId: string }[]>`
    SELECT link.remote_id AS "candidateRemoteId", job.remote_id AS "jobRemoteId"
    FROM candidate_link link
    JOIN job ON job.account_id = link.account_id AND job.integration_id = link.integration_id AND job.id = ${jobId}::uuid
    WHERE link.account_id = ${accountId}::uuid AND link.integration_id = ${integrationId}::uuid
      AND link.contact_id = ${contactId}::uuid`;
  return target ?? null;
}
