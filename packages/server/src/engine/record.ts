import { type IntentKind, type IntentState, intentsThatMayBecome, type LateAnswer, type Moved } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import { intentOutcomes } from '../telemetry/metrics.ts';
import { type Kept, keep } from './keep.ts';
import { projectSyncs } from './project-syncs.ts';
import { keepLateAnswer } from './sql/keep-late-answer.ts';
import type { Turn } from './turn.ts';

/** Where an intent goes next. Times are milliseconds from PostgreSQL's now. */
export type Move = Moved & {
  readonly intentId: string;
  readonly contactId: string;
  /** What else becomes true with it. */
  readonly keep?: readonly Kept[];
  /** Of the answer to a send: what is kept of it should the intent be somebody else's by now. */
  readonly evidence?: LateAnswer<unknown> | null;
};

/**
 * Moves intents in one transaction with all that follows: links, the syncs they project to, history,
 * feed. Fenced by the epoch: an owner that lost its lease moves nothing; its answers are kept as evidence.
 */
export async function record(database: Database, turn: Turn, moves: readonly Move[]): Promise<void> {
  const done = await database.$transaction(async (tx) => {
    const kinds = await moveIntents(tx, turn, moves);
    const moved = moves.flatMap((move) => {
      const kind = kinds.get(move.intentId);
      return kind ? [{ ...move, kind }] : [];
    });
    const kept = moved.flatMap(({ contactId, keep: keeps = [] }) => keeps.map((one) => ({ ...one, contactId })));
    await keep(tx, turn, kept);
    for (const { intentId, evidence } of moves) {
      if (evidence && !kinds.has(intentId)) await keepLateAnswer(tx, turn, { intentId, answer: evidence });
    }
    await projectSyncs(tx, turn, [...new Set(moves.map(({ contactId }) => contactId))]);
    return moved;
  });
  for (const { kind, to, error } of done) {
    intentOutcomes.inc({ connector: turn.connectorId, kind, to, code: error?.code ?? '' });
  }
}

/** The states in which an intent is its owner's. */
const owned: readonly IntentState[] = ['CLAIMED', 'SENDING', 'UNKNOWN'];

/** Answers with the kind of each that was ours to move. */
async function moveIntents(
  tx: Transaction,
  turn: Turn,
  moves: readonly Move[],
): Promise<ReadonlyMap<string, IntentKind>> {
  const input = moves.map(({ intentId, to, error, retryInMs = null, failures = null }) => ({
    id: intentId,
    to,
    from: intentsThatMayBecome(to).filter((state) => owned.includes(state)),
    retryInMs,
    failures,
    code: error?.code ?? null,
    message: error?.message ?? null,
    requestId: error?.requestId ?? null,
  }));
  const moved = await tx.$queryRaw<{ id: string; kind: IntentKind }[]>`
    WITH move AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb) AS (
        id uuid, "to" text, "from" text[], "retryInMs" float8, failures int, code text, message text, "requestId" text)
    ), ours AS MATERIALIZED (
      SELECT i.id FROM intent i JOIN move ON move.id = i.id
      WHERE i.account_id = ${turn.accountId}::uuid AND i.epoch = ${turn.epoch} AND i.state::text = ANY(move."from")
      ORDER BY i.contact_id, i.kind, i.id FOR UPDATE OF i
    )
    UPDATE intent i SET state = move."to"::intent_state,
      since = CASE move."to" WHEN 'UNKNOWN' THEN coalesce(i.since, now()) END,
      retry_at = now() + move."retryInMs" * interval '1 millisecond',
      failures = coalesce(move.failures, i.failures),
      error_code = move.code, error_message = move.message, request_id = move."requestId", updated_at = now()
    FROM ours JOIN move ON move.id = ours.id
    WHERE i.account_id = ${turn.accountId}::uuid AND i.id = ours.id
    RETURNING i.id, i.kind::text AS kind`;
  return new Map(moved.map(({ id, kind }) => [id, kind]));
}
