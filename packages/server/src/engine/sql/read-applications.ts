import type { PulledApplication } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';

type Place = { readonly accountId: string; readonly integrationId: string };

/** Applications of ours show how they stand in the ATS now, live (S10.1). */
export async function keepStatuses(
  tx: Transaction,
  { accountId, integrationId }: Place,
  pulled: readonly PulledApplication[],
): Promise<void> {
  await tx.$executeRaw`
    WITH pulled AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(pulled)}::jsonb) AS ("remoteId" text, status text)
    ), changed AS (
      UPDATE application a SET status = pulled.status, updated_at = now() FROM pulled
      WHERE a.account_id = ${accountId}::uuid AND a.integration_id = ${integrationId}::uuid
        AND a.remote_id = pulled."remoteId" AND a.status <> pulled.status
      RETURNING a.contact_id, a.job_id
    ), shown AS MATERIALIZED (
      SELECT s.integration_id, s.sequence_id, s.id AS sync_id FROM changed
      JOIN sync s ON s.account_id = ${accountId}::uuid AND s.integration_id = ${integrationId}::uuid
        AND s.contact_id = changed.contact_id AND s.job_id = changed.job_id
    ), ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT integration_id, sequence_id, sync_id FROM shown`,
      after: Prisma.sql`(SELECT count(*) FROM changed)`,
    })}
    SELECT count(*) FROM shown`;
}

/** A candidate of ours whose application is somebody else's by now: the two were merged. */
export type Merged = { readonly remoteId: string; readonly movedTo: string };

export async function findMerged(
  tx: Transaction,
  { accountId, integrationId }: Place,
  pulled: readonly PulledApplication[],
): Promise<readonly Merged[]> {
  return tx.$queryRaw<Merged[]>`
    SELECT DISTINCT l.remote_id AS "remoteId", pulled."candidateRemoteId" AS "movedTo"
    FROM jsonb_to_recordset(${JSON.stringify(pulled)}::jsonb) AS pulled ("remoteId" text, "candidateRemoteId" text)
    JOIN application a ON a.account_id = ${accountId}::uuid AND a.integration_id = ${integrationId}::uuid
      AND a.remote_id = pulled."remoteId"
    JOIN candidate_link l ON l.account_id = a.account_id AND l.integration_id = a.integration_id
      AND l.contact_id = a.contact_id
    WHERE l.remote_id <> pulled."candidateRemoteId"`;
}
