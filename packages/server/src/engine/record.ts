import { type AtsError, type IntentState, intentsThatMayBecome } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import { projectSyncs } from './project-syncs.ts';
import type { Turn } from './turn.ts';

/** Where an intent goes next. Times are milliseconds from PostgreSQL's now. */
export type Move = {
  readonly intentId: string;
  readonly contactId: string;
  readonly to: Exclude<IntentState, 'CLAIMED' | 'SENDING'>;
  readonly error?: AtsError;
  readonly retryInMs?: number;
  /** What else becomes true with it: a link, an application, a mark. */
  readonly with?: (tx: Transaction) => Promise<void>;
};

/**
 * Moves intents in one transaction with all that follows: links, the syncs they project to, history,
 * feed. Fenced by the epoch: an owner that lost its lease moves nothing, and its answer changes nothing.
 */
export async function record(database: Database, turn: Turn, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await database.$transaction(async (tx) => {
    for (const move of moves) {
      const moved = await moveIntent(tx, turn, move);
      if (moved) await move.with?.(tx);
    }
    await projectSyncs(tx, turn, [...new Set(moves.map(({ contactId }) => contactId))]);
  });
}

/** The states in which an intent is its owner's. */
const owned: readonly IntentState[] = ['CLAIMED', 'SENDING', 'UNKNOWN'];

async function moveIntent(tx: Transaction, turn: Turn, { intentId, to, error, retryInMs }: Move): Promise<boolean> {
  const from = intentsThatMayBecome(to).filter((state) => owned.includes(state));
  const moved = await tx.$executeRaw`
    UPDATE intent SET state = ${to}::intent_state,
      since = CASE WHEN ${to} = 'UNKNOWN' THEN coalesce(since, now()) ELSE NULL END,
      retry_at = now() + ${retryInMs ?? null}::float8 * interval '1 millisecond',
      error_code = ${error?.code ?? null}, error_message = ${error?.message ?? null}, request_id = ${error?.requestId ?? null},
      updated_at = now()
    WHERE account_id = ${turn.accountId}::uuid AND id = ${intentId}::uuid AND epoch = ${turn.epoch}
      AND state = ANY(${from}::intent_state[])`;
  return moved === 1;
}
