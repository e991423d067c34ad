import type { IntentKind, IntentPriority, IntentState, OnDuplicate } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Turn } from '../turn.ts';
import { due } from './due.ts';

/** An intent in its owner's hands, with what the push needs. */
export type ClaimedIntent = {
  readonly id: string;
  readonly key: string;
  readonly kind: IntentKind;
  readonly state: Extract<IntentState, 'CLAIMED' | 'UNKNOWN'>;
  readonly contactId: string;
  readonly jobId: string | null;
  /** How an earlier candidate is handled, settled when the intent was opened; null: not at all. */
  readonly onDuplicate: OnDuplicate | null;
  readonly attempts: number;
  readonly failures: number;
  /** For how long its outcome has been unknown, by PostgreSQL's clock; 0 unless it is. */
  readonly unknownForMs: number;
  /** The time that the last send gave to the ATS. */
  readonly sentAt: Date | null;
  /** An answer that came after its asker had lost the lease, as the column has it. */
  readonly lateAnswer: unknown;
  /** The trace of the request that opened it; null when none was kept. */
  readonly traceParent: string | null;
};

/**
 * Takes the open intents of the contacts that have waited longest, of one priority, and all of a contact
 * together: its application goes after its candidate. Left alone: contacts whose candidate is held,
 * rejected, or not due yet; and what runs have queued, while one that was cancelled has not left all of its own.
 */
export async function claimIntents(
  tx: Transaction,
  turn: Turn,
  { priority, contacts }: { priority: IntentPriority; contacts: number },
): Promise<readonly ClaimedIntent[]> {
  const { accountId, integrationId, epoch } = turn;
  const mayRun = Prisma.sql`(i.priority = 'LIVE' OR NOT EXISTS (
    SELECT FROM resync_run r WHERE r.account_id = ${accountId}::uuid AND r.integration_id = ${integrationId}::uuid
      AND r.status = 'CANCELLED' AND r.left_at IS NULL AND r.finished_at IS NULL))`;
  return tx.$queryRaw<ClaimedIntent[]>`
    WITH next AS MATERIALIZED (
      SELECT i.account_id, i.integration_id, i.contact_id FROM intent i
      WHERE i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid AND i.priority = ${priority}::intent_priority
        AND ${due} AND ${mayRun}
      ORDER BY i.created_at, i.id LIMIT ${contacts}
    ), theirs AS MATERIALIZED (
      SELECT DISTINCT one.id FROM next CROSS JOIN LATERAL (
        SELECT i.id FROM intent i
        WHERE i.account_id = next.account_id AND i.integration_id = next.integration_id AND i.contact_id = next.contact_id
          AND ${due} AND ${mayRun}
        OFFSET 0) AS one
    ), held AS MATERIALIZED (
      SELECT i.id FROM theirs JOIN intent i ON i.account_id = ${accountId}::uuid AND i.id = theirs.id
      ORDER BY i.contact_id, i.kind, i.id FOR UPDATE OF i
    )
    UPDATE intent i SET
      state = CASE i.state WHEN 'UNKNOWN' THEN i.state ELSE 'CLAIMED'::intent_state END,
      epoch = ${epoch}, updated_at = now()
    FROM held
    WHERE i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid AND i.id = held.id
      AND i.state IN ('PENDING', 'RETRY', 'UNKNOWN')
      AND EXISTS (
        SELECT FROM integration o WHERE o.account_id = i.account_id AND o.id = i.integration_id
          AND o.lease_epoch = ${epoch} AND o.lease_expires_at > now() AND o.status = 'CONNECTED'
          AND (o.resume_at IS NULL OR o.resume_at <= now()))
    RETURNING i.id, i.key, i.kind::text AS kind, i.state::text AS state, i.contact_id AS "contactId", i.job_id AS "jobId",
      i.on_duplicate::text AS "onDuplicate", i.attempts, i.failures, i.late_answer AS "lateAnswer",
      i.trace_parent AS "traceParent",
      coalesce(extract(epoch FROM now() - i.since) * 1000, 0)::float8 AS "unknownForMs", i.sent_at AS "sentAt"`;
}
