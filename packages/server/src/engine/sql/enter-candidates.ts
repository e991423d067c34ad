import type { CandidateRef } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Place } from '../turn.ts';

/** A candidate as it goes into the index: of its addresses only the hashes. */
export type IndexEntry = CandidateRef & { readonly emailHashes: readonly Uint8Array[] };

/** Enters candidates as they are now, addresses included. Where there is no index, nothing is kept. */
export async function enterCandidates(tx: Transaction, place: Place, entries: readonly IndexEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { accountId, integrationId } = place;
  await tx.$executeRaw`
    WITH ours AS (
      SELECT generation FROM candidate_index
      WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
    ), ${enterParts(place, entries)}
    SELECT FROM ours`;
}

/** The same as parts of a larger statement, in which `ours` is the generation of the index, or no row. */
export function enterParts({ accountId, integrationId }: Place, entries: readonly IndexEntry[]): Prisma.Sql {
  const rows = entries.map(({ emailHashes, ...entry }) => ({
    ...entry,
    hashes: emailHashes.map((hash) => Buffer.from(hash).toString('hex')),
  }));
  return Prisma.sql`entry AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS ("remoteId" text, url text, "createdAt" timestamptz, hashes text[])
    ), entered AS (
      INSERT INTO candidate_entry (account_id, integration_id, remote_id, url, remote_created_at, generation)
      SELECT ${accountId}::uuid, ${integrationId}::uuid, entry."remoteId", entry.url, entry."createdAt", ours.generation
      FROM entry CROSS JOIN ours ORDER BY entry."remoteId"
      ON CONFLICT (account_id, integration_id, remote_id) DO UPDATE SET url = EXCLUDED.url,
        remote_created_at = EXCLUDED.remote_created_at, generation = EXCLUDED.generation, moved_to = NULL, gone_at = NULL
      RETURNING remote_id
    ), dropped AS (
      DELETE FROM candidate_email e USING entry, ours
      WHERE e.account_id = ${accountId}::uuid AND e.integration_id = ${integrationId}::uuid
        AND e.remote_id = entry."remoteId" AND NOT encode(e.email_hash, 'hex') = ANY(entry.hashes)
    ), addressed AS (
      INSERT INTO candidate_email (account_id, integration_id, email_hash, remote_id)
      SELECT ${accountId}::uuid, ${integrationId}::uuid, decode(hash, 'hex'), entered.remote_id
      FROM entered JOIN entry ON entry."remoteId" = entered.remote_id CROSS JOIN LATERAL unnest(entry.hashes) AS hash
      ON CONFLICT DO NOTHING
    )`;
}
