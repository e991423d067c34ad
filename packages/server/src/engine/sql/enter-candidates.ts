import type { CandidateRef } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import type { Place } from '../turn.ts';

/** A candidate as it goes into the index: of its addresses only the hashes. */
export type IndexEntry = CandidateRef & { readonly emailHashes: readonly Uint8Array[] };

/** Enters candidates as they are now, addresses included. Where there is no index, nothing is kept. */
export async function enterCandidates(
  tx: Transaction,
  { accountId, integrationId }: Place,
  entries: readonly IndexEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ emailHashes, ...entry }) => ({
    ...entry,
    hashes: emailHashes.map((hash) => Buffer.from(hash).toString('hex')),
  }));
  await tx.$executeRaw`
    WITH entry AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS ("remoteId" text, url text, "createdAt" timestamptz, hashes text[])
    ), entered AS (
      INSERT INTO candidate_entry (account_id, integration_id, remote_id, url, remote_created_at, generation)
      SELECT i.account_id, i.integration_id, entry."remoteId", entry.url, entry."createdAt", i.generation
      FROM entry JOIN candidate_index i ON i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid
      ORDER BY entry."remoteId"
      ON CONFLICT (account_id, integration_id, remote_id) DO UPDATE SET url = EXCLUDED.url,
        remote_created_at = EXCLUDED.remote_created_at, generation = EXCLUDED.generation, moved_to = NULL, gone_at = NULL
      RETURNING remote_id
    ), dropped AS (
      DELETE FROM candidate_email e USING entry
      WHERE e.account_id = ${accountId}::uuid AND e.integration_id = ${integrationId}::uuid
        AND e.remote_id = entry."remoteId" AND NOT encode(e.email_hash, 'hex') = ANY(entry.hashes)
    )
    INSERT INTO candidate_email (account_id, integration_id, email_hash, remote_id)
    SELECT ${accountId}::uuid, ${integrationId}::uuid, decode(hash, 'hex'), entered.remote_id
    FROM entered JOIN entry ON entry."remoteId" = entered.remote_id CROSS JOIN LATERAL unnest(entry.hashes) AS hash
    ON CONFLICT DO NOTHING`;
}
