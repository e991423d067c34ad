import { randomUUIDv7 } from 'node:crypto';
import { type ErrorCode, type IntentState, type IntentView, intentKey } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';

export type Wish = { readonly integrationId: string; readonly contactId: string; readonly jobId: string | null };

/**
 * Opens the intent of each wish; one that is there already is kept, and one that had ended without
 * success is opened again. Answers with the state of each, by `integrationId:key`.
 */
export async function openIntents(
  tx: Transaction,
  accountId: string,
  wishes: readonly Wish[],
): Promise<ReadonlyMap<string, IntentView>> {
  const rows = new Map(wishes.map((wish) => [`${wish.integrationId}:${intentKey(wish)}`, wish]));
  if (rows.size === 0) return new Map();
  const input = [...rows.values()].map((wish) => ({
    ...wish,
    id: randomUUIDv7(),
    key: intentKey(wish),
    kind: wish.jobId === null ? 'CANDIDATE' : 'APPLICATION',
  }));
  const states = await tx.$queryRaw<
    { integrationId: string; key: string; state: IntentState; code: ErrorCode | null }[]
  >`
    INSERT INTO intent AS i (account_id, id, integration_id, key, kind, contact_id, job_id)
    SELECT ${accountId}::uuid, id, "integrationId", key, kind::intent_kind, "contactId", "jobId"
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
      AS (id uuid, "integrationId" uuid, key text, kind text, "contactId" uuid, "jobId" uuid)
    ORDER BY "integrationId", key
    ON CONFLICT (account_id, integration_id, key) DO UPDATE SET
      state = CASE WHEN i.state IN ('REJECTED', 'CANCELLED') THEN 'PENDING' ELSE i.state END,
      attempts = CASE WHEN i.state IN ('REJECTED', 'CANCELLED') THEN 0 ELSE i.attempts END,
      error_code = CASE WHEN i.state IN ('REJECTED', 'CANCELLED') THEN NULL ELSE i.error_code END,
      error_message = CASE WHEN i.state IN ('REJECTED', 'CANCELLED') THEN NULL ELSE i.error_message END
    RETURNING integration_id AS "integrationId", key, state::text AS state, error_code AS code`;
  return new Map(states.map(({ integrationId, key, state, code }) => [`${integrationId}:${key}`, { state, code }]));
}
