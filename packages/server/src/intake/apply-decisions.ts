import { randomUUIDv7 } from 'node:crypto';
import { decide, type Facts, objectionToSync, type Reason, type SyncState, type Trigger } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type Deciding, type Step, writeDecisions } from './sql/write-decisions.ts';
import { verdictOf } from './verdict.ts';

/** A question to the policy, and the sync it is about. `syncId` is null for a sync that begins with it. */
export type Question = {
  readonly syncId: string | null;
  readonly integrationId: string;
  readonly enrollmentId: string;
  readonly contactId: string;
  readonly sequenceId: string;
  readonly trigger: Trigger;
  readonly facts: Facts;
  readonly cause: string;
};

/** A verdict in the statement: as columns of the relation, and as they are read from JSON. */
export const verdictColumns = Prisma.sql`candidate, "jobId" AS job_id, verdict.reason, "onDuplicate" AS on_duplicate, "decidedOn" AS decided_on`;
export const verdictTypes = Prisma.sql`candidate text, "jobId" uuid, reason text, "onDuplicate" text, "decidedOn" jsonb`;

/** Intents that have ended so are wished again. What is held stays held, unless a person asks again. */
export const reopened = { EVENT: ['REJECTED', 'CANCELLED'], PERSON: ['REJECTED', 'CANCELLED', 'HELD'] } as const;

/** Decides each, and writes the decisions down in the transaction of what is asked. */
export async function applyDecisions(
  tx: Transaction,
  accountId: string,
  { questions, askedBy }: { questions: readonly Question[]; askedBy: keyof typeof reopened },
): Promise<void> {
  const decided = questions.flatMap((question) => decidedRow(question));
  if (decided.length === 0) return;
  await applyVerdicts(tx, {
    accountId,
    priority: 'LIVE',
    reopens: reopened[askedBy],
    gone: askedBy === 'PERSON' ? 'WISHED_AGAIN' : 'STAYS',
    decided: Prisma.sql`
      SELECT "syncId" AS sync_id, "integrationId" AS integration_id, "enrollmentId" AS enrollment_id, "contactId" AS contact_id,
        "sequenceId" AS sequence_id, "fromState"::sync_state AS from_state, "fromReason"::not_synced_reason AS from_reason,
        ${verdictColumns}, cause
      FROM jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) AS verdict (
        "syncId" uuid, "integrationId" uuid, "enrollmentId" uuid, "contactId" uuid, "sequenceId" uuid,
        "fromState" text, "fromReason" text, ${verdictTypes}, cause text)`,
  });
}

function decidedRow({ trigger, facts, syncId, ...question }: Question) {
  const verdict = verdictOf(trigger, facts, decide(trigger, facts));
  if (verdict === null) return [];
  const before = facts.sync?.state ?? null;
  const fromReason = before?.state === 'NOT_SYNCED' ? before.reason : null;
  return [{ ...question, ...verdict, syncId: syncId ?? randomUUIDv7(), fromState: before?.state ?? null, fromReason }];
}

/** Writes verdicts down. Throws at a step that the life of a sync does not have, and nothing is written. */
export async function applyVerdicts(tx: Transaction, deciding: Deciding): Promise<readonly Step[]> {
  const steps = await writeDecisions(tx, deciding);
  for (const { fromState, fromReason, toState, toReason } of steps) {
    const from = fromState === null ? null : stateOf(fromState, fromReason);
    const objection = objectionToSync(from, stateOf(toState, toReason));
    if (objection !== null) throw new Error(objection);
  }
  return steps;
}

function stateOf(state: SyncState['state'], reason: Reason | null): SyncState {
  if (state === 'NOT_SYNCED') return { state, reason: reason ?? 'SYNC_OFF' };
  return state === 'FAILED' ? { state, code: 'INTERNAL' } : { state };
}
