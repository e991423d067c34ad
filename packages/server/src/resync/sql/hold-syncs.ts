import {
  type ErrorCode,
  type Facts,
  type JobSelection,
  nothingKnown,
  type Reason,
  type SyncState,
} from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { IntegrationFacts } from '../../intake/facts.ts';

/** A sync that a person asks something of, with what the policy needs to know of it. */
export type HeldSync = {
  readonly syncId: string;
  readonly integrationId: string;
  readonly enrollmentId: string;
  readonly contactId: string;
  readonly sequenceId: string;
  readonly state: SyncState;
  readonly decidedOn: unknown;
  readonly facts: Facts;
};

type Row = Omit<HeldSync, 'state' | 'facts'> & {
  readonly state: SyncState['state'];
  readonly reason: Reason | null;
  readonly code: ErrorCode | null;
  readonly jobId: string | null;
  readonly addedAt: Date;
  readonly repliedAt: Date | null;
  readonly email: string | null;
  readonly linkedTo: string | null;
  readonly syncEnabled: boolean;
  readonly jobSelection: JobSelection;
  readonly sequenceJobId: string | null;
};

type Holding = {
  readonly accountId: string;
  /** About a sync `s`. */
  readonly where: Prisma.Sql;
  /** Those of a connected integration; the others are left out. */
  readonly integrations: readonly IntegrationFacts[];
};

/** Locks these syncs until the transaction ends. Their intents are to be held before. */
export async function holdSyncs(
  tx: Transaction,
  { accountId, where, integrations }: Holding,
): Promise<readonly HeldSync[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id AS "syncId", s.integration_id AS "integrationId", s.enrollment_id AS "enrollmentId",
      s.contact_id AS "contactId", s.sequence_id AS "sequenceId", s.state::text AS state, s.reason::text AS reason,
      s.error_code AS code, s.job_id AS "jobId", s.decided_on AS "decidedOn", e.added_at AS "addedAt",
      e.replied_at AS "repliedAt", c.email, l.remote_id AS "linkedTo", q.sync_enabled AS "syncEnabled",
      q.job_selection::text AS "jobSelection", q.job_id AS "sequenceJobId"
    FROM sync s
    JOIN sequence q ON q.account_id = s.account_id AND q.id = s.sequence_id
    JOIN enrollment e ON e.account_id = s.account_id AND e.id = s.enrollment_id
    JOIN contact c ON c.account_id = s.account_id AND c.id = s.contact_id
    LEFT JOIN candidate_link l
      ON l.account_id = s.account_id AND l.integration_id = s.integration_id AND l.contact_id = s.contact_id
    WHERE s.account_id = ${accountId}::uuid AND ${where}
    ORDER BY s.id FOR UPDATE OF s`;
  return rows.flatMap((row) => {
    const integration = integrations.find(({ integrationId }) => integrationId === row.integrationId);
    return integration ? [heldOf(row, integration.settings)] : [];
  });
}

function heldOf(row: Row, settings: Facts['settings']): HeldSync {
  const { syncId, integrationId, enrollmentId, contactId, sequenceId, decidedOn, jobId, email, linkedTo } = row;
  const { addedAt, repliedAt, syncEnabled, jobSelection, sequenceJobId } = row;
  const state = stateOf(row);
  return {
    ...{ syncId, integrationId, enrollmentId, contactId, sequenceId, state, decidedOn },
    facts: {
      settings,
      sequence: { syncEnabled, jobSelection, jobId: sequenceJobId },
      enrollment: { addedAt, repliedAt },
      contact: { email },
      sync: { state, jobId },
      ats: { ...nothingKnown, linkedTo },
    },
  };
}

function stateOf({ state, reason, code }: Row): SyncState {
  if (state === 'NOT_SYNCED') return { state, reason: reason ?? 'SYNC_OFF' };
  return state === 'FAILED' ? { state, code: code ?? 'INTERNAL' } : { state };
}
