import type { Database } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

export type ApplicationTarget = { readonly candidateRemoteId: string; readonly jobRemoteId: string };

/** The two ends of each of these applications in the ATS's own ids; none while the contact has no candidate there. */
export async function readApplicationTargets(
  database: Database,
  { accountId, integrationId }: Turn,
  intents: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, ApplicationTarget>> {
  const targets = await database.$queryRaw<(ApplicationTarget & { readonly intentId: string })[]>`
    SELECT i.id AS "intentId", link.remote_id AS "candidateRemoteId", job.remote_id AS "jobRemoteId"
    FROM intent i
    JOIN candidate_link link ON link.account_id = i.account_id AND link.integration_id = i.integration_id
      AND link.contact_id = i.contact_id
    JOIN job ON job.account_id = i.account_id AND job.integration_id = i.integration_id AND job.id = i.job_id
    WHERE i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid
      AND i.id = ANY(${intents.map(({ id }) => id)}::uuid[])`;
  return new Map(targets.map(({ intentId, ...target }) => [intentId, target]));
}
