import type { CandidateRef } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import type { Place } from '../turn.ts';

export type Match = CandidateRef & { readonly emailHash: Uint8Array };

/** Who has one of these addresses, by what the index knows: merged and deleted ones have none. */
export async function matchEmails(
  db: Database,
  { accountId, integrationId }: Place,
  hashes: readonly Uint8Array[],
): Promise<readonly Match[]> {
  return db.$queryRaw<Match[]>`
    SELECT e.email_hash AS "emailHash", c.remote_id AS "remoteId", c.url, c.remote_created_at AS "createdAt"
    FROM candidate_email e
    JOIN candidate_entry c ON c.account_id = e.account_id AND c.integration_id = e.integration_id AND c.remote_id = e.remote_id
    WHERE e.account_id = ${accountId}::uuid AND e.integration_id = ${integrationId}::uuid
      AND e.email_hash = ANY(${[...hashes]}::bytea[]) AND c.gone_at IS NULL AND c.moved_to IS NULL
    ORDER BY c.remote_created_at, c.remote_id`;
}
