import { type IntentKind, type IntentState, intentsThatMayBecome, type LateAnswer, type Moved } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import { intentOutcomes } from '../telemetry/metrics.ts';
import { projectSyncs } from './project-syncs.ts';
import { keepLateAnswer } from './sql/keep-late-answer.ts';
import type { Turn } from './turn.ts';

/** Where an intent goes next. Times are milliseconds from PostgreSQL's now. */
export type Move = Moved & {
  readonly intentId: string;
  readonly contactId: string;
  /** What else becomes true with it: a link, an application, a mark. */
  readonly with?: (tx: Transaction) => Promise<void>;
  /** Of the answer to a send: what is kept of it should the intent be somebody else's by now. */
  readonly evidence?: LateAnswer<unknown> | null;
};

/**
 * Moves intents in one transaction with all that follows: links, the syncs they project to, history,
 * feed. Fenced by the epoch: an owner that lost its lease moves nothing; its answer is kept as evidence.
 */
export async function record(database: Database, turn: Turn, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const moved = await database.$transaction(async (tx) => {
    const done: (Move & { readonly kind: IntentKind })[] = [];
    for (const move of moves) {
      const kind = await moveIntent(tx, turn, move);
      if (kind !== null) {
        await move.with?.(tx);
        done.push({ ...move, kind });
      } else if (move.evidence) await keepLateAnswer(tx, turn, { intentId: move.intentId, answer: move.evidence });
    }
    await projectSyncs(tx, turn, [...new Set(moves.map(({ contactId }) => contactId))]);
    return done;
  });
  for (const { kind, to, error } of moved) {
    intentOutcomes.inc({ connector: turn.connectorId, kind, to, code: error?.code ?? '' });
  }
}

/** The states in which an intent is its owner's. */
const owned: readonly IntentState[] = ['CLAIMED', 'SENDING', 'UNKNOWN'];

async function moveIntent(
  tx: Transaction,
  turn: Turn,
  { intentId, to, error, ...more }: Move,
): Promise<IntentKind | null> {
  const from = intentsThatMayBecome(to).filter((state) => owned.includes(state));
  const [moved] = await tx.$queryRaw<{ kind: IntentKind }[]>`
    UPDATE intent SET state = ${to}::intent_state,
      since = CASE WHEN ${to} = 'UNKNOWN' THEN coalesce(since, now()) ELSE NULL END,
      retry_at = now() + ${more.retryInMs ?? null}::float8 * interval '1 millisecond',
      failures = coalesce(${more.failures ?? null}, failures),
      error_code = ${error?.code ?? null}, error_message = ${error?.message ?? null}, request_id = ${error?.requestId ?? null},
      updated_at = now()
    WHERE account_id = ${turn.accountId}::uuid AND id = ${intentId}::uuid AND epoch = ${turn.epoch}
      AND state = ANY(${from}::intent_state[])
    RETURNING kind::text AS kind`;
  return moved?.kind ?? null;
}
