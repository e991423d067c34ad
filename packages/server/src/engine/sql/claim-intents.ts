import type { IntentKind, IntentState } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/** An intent in its owner's hands, with what the push needs. */
export type ClaimedIntent = {
  readonly id: string;
  readonly key: string;
  readonly kind: IntentKind;
  readonly state: Extract<IntentState, 'CLAIMED' | 'UNKNOWN'>;
  readonly contactId: string;
  readonly jobId: string | null;
  readonly attempts: number;
  /** For how long its outcome has been unknown, by PostgreSQL's clock; 0 unless it is. */
  readonly unknownForMs: number;
  /** The time that the last send gave to the ATS. */
  readonly sentAt: Date | null;
};

/** Contacts pushed side by side by one owner. */
const lanes = 8;

/**
 * Takes the open intents of the contacts that have waited longest, all of a contact together: its
 * application goes after its candidate. Left alone: contacts whose candidate is held, rejected, or not
 * due yet.
 */
export async function claimIntents(tx: Transaction, turn: Turn): Promise<readonly ClaimedIntent[]> {
  const { accountId, integrationId, epoch } = turn;
  return tx.$queryRaw<ClaimedIntent[]>`
    WITH due AS (
      SELECT i.contact_id, min(i.created_at) AS waiting_since FROM intent i
      WHERE i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid
        AND i.state IN ('PENDING', 'RETRY', 'UNKNOWN') AND (i.retry_at IS NULL OR i.retry_at <= now())
        AND NOT EXISTS (
          SELECT FROM intent candidate
          WHERE candidate.account_id = i.account_id AND candidate.integration_id = i.integration_id
            AND candidate.contact_id = i.contact_id AND candidate.kind = 'CANDIDATE'
            AND (candidate.state IN ('HELD', 'REJECTED') OR candidate.retry_at > now()))
      GROUP BY i.contact_id ORDER BY waiting_since, i.contact_id LIMIT ${lanes}
    )
    UPDATE intent i SET
      state = CASE i.state WHEN 'UNKNOWN' THEN i.state ELSE 'CLAIMED'::intent_state END,
      epoch = ${epoch}, updated_at = now()
    FROM due
    WHERE i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid AND i.contact_id = due.contact_id
      AND i.state IN ('PENDING', 'RETRY', 'UNKNOWN') AND (i.retry_at IS NULL OR i.retry_at <= now())
      AND EXISTS (
        SELECT FROM integration o WHERE o.account_id = i.account_id AND o.id = i.integration_id
          AND o.lease_epoch = ${epoch} AND o.lease_expires_at > now() AND o.status = 'CONNECTED'
          AND (o.resume_at IS NULL OR o.resume_at <= now()))
    RETURNING i.id, i.key, i.kind::text AS kind, i.state::text AS state, i.contact_id AS "contactId", i.job_id AS "jobId",
      i.attempts, coalesce(extract(epoch FROM now() - i.since) * 1000, 0)::float8 AS "unknownForMs", i.sent_at AS "sentAt"`;
}
