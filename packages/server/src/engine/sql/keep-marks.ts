import { type CandidateRef, intentKey, type OnDuplicate } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';
import type { Place } from '../turn.ts';

/** The earlier candidate of somebody who waits, and what follows from it. */
export type WaitingMark = CandidateRef & { readonly contactId: string; readonly handling: OnDuplicate };

type Looked = { readonly syncIds: readonly string[]; readonly marks: readonly WaitingMark[] };

const key = intentKey({ contactId: '%s', jobId: null });

/**
 * Writes down by one statement that these were looked up: marks, and who is held. Who has replied meanwhile, or is
 * linked, is left alone. Syncs are locked before their intents, as an event that comes in does. Answers with how many
 * were looked up.
 */
export async function keepMarks(
  database: Database,
  { accountId, integrationId }: Place,
  { syncIds, marks }: Looked,
): Promise<number> {
  const [looked] = await database.$queryRaw<{ count: number }[]>`
    WITH looked AS MATERIALIZED (
      SELECT s.id, s.contact_id, s.sequence_id FROM sync s
      WHERE s.account_id = ${accountId}::uuid AND s.id = ANY(${[...syncIds]}::uuid[]) AND s.reason = 'WAITING_FOR_REPLY'
      ORDER BY s.id FOR UPDATE SKIP LOCKED
    ), mark AS MATERIALIZED (
      SELECT DISTINCT m.* FROM looked
      JOIN jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
        AS m ("contactId" uuid, "remoteId" text, url text, "createdAt" timestamptz, handling text) ON m."contactId" = looked.contact_id
      WHERE NOT EXISTS (
        SELECT FROM candidate_link l WHERE l.account_id = ${accountId}::uuid AND l.integration_id = ${integrationId}::uuid
          AND l.contact_id = looked.contact_id)
    ), marked AS (
      INSERT INTO duplicate_mark (account_id, integration_id, contact_id, remote_id, url, remote_created_at)
      SELECT DISTINCT ${accountId}::uuid, ${integrationId}::uuid, "contactId", "remoteId", url, "createdAt" FROM mark
      ON CONFLICT DO NOTHING RETURNING 1
    ), held AS (
      INSERT INTO intent (account_id, id, integration_id, key, kind, contact_id, on_duplicate, state)
      SELECT ${accountId}::uuid, gen_random_uuid(), ${integrationId}::uuid, format(${key}, "contactId"), 'CANDIDATE', "contactId",
        'HOLD', 'HELD'
      FROM (SELECT DISTINCT "contactId" FROM mark WHERE handling = 'HOLD') AS to_hold
      ON CONFLICT DO NOTHING RETURNING contact_id
    ), shown AS MATERIALIZED (
      SELECT looked.id, looked.contact_id, looked.sequence_id FROM looked
      WHERE contact_id IN (SELECT contact_id FROM held) OR (
        contact_id IN (SELECT "contactId" FROM mark WHERE handling = 'HOLD') AND EXISTS (
          SELECT FROM intent i WHERE i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid
            AND i.key = format(${key}, looked.contact_id) AND i.state = 'HELD'))
    ), seen AS (
      UPDATE sync s SET looked_up_at = now(),
        state = CASE WHEN is_held THEN 'EXISTS' ELSE s.state END, reason = CASE WHEN is_held THEN NULL ELSE s.reason END,
        updated_at = CASE WHEN is_held THEN now() ELSE s.updated_at END
      FROM (SELECT id, id IN (SELECT id FROM shown) AS is_held FROM looked) AS now_known
      WHERE s.account_id = ${accountId}::uuid AND s.id = now_known.id RETURNING 1
    ), told AS (
      INSERT INTO sync_history (account_id, sync_id, from_state, from_reason, to_state, cause)
      SELECT ${accountId}::uuid, id, 'NOT_SYNCED', 'WAITING_FOR_REPLY', 'EXISTS', 'intent:' || format(${key}, contact_id) FROM shown
      RETURNING 1
    ), ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT ${integrationId}::uuid AS integration_id, sequence_id, id AS sync_id FROM looked
        WHERE contact_id IN (SELECT "contactId" FROM mark)`,
      after: Prisma.sql`(SELECT count(*) FROM marked) + (SELECT count(*) FROM seen) + (SELECT count(*) FROM told)`,
    })}
    SELECT count(*)::int AS count FROM looked`;
  return looked?.count ?? 0;
}
