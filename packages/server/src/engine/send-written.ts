import { asEvidence, atsError, type Outcome } from '@handoff/core';
import type { PushContext } from './push-context.ts';
import type { Sent } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';

/**
 * Writes down that we send, then sends once. Null where we may not, or a late answer has come: nothing
 * has left. `send` is given the moment by which we know our own work later.
 */
export async function sendWritten<T>(
  context: PushContext,
  intent: ClaimedIntent,
  send: (at: Date) => Promise<Outcome<T>>,
): Promise<Sent<T> | null> {
  if (!(await context.integration.admit())) return null;
  const at = await context.ledger.beginSend(intent.id);
  if (at === null) return null;
  const outcome = context.lease.isOurs() ? await answerOf(send, at) : neverLeft;
  return { outcome, evidence: asEvidence(outcome, at) };
}

const neverLeft = {
  kind: 'NOT_DONE',
  error: atsError('REMOTE_UNAVAILABLE', 'The lease was lost before anything left.'),
} as const;

/** A fault of ours in the middle of a send says nothing about what the ATS did. */
async function answerOf<T>(send: (at: Date) => Promise<Outcome<T>>, at: Date): Promise<Outcome<T>> {
  try {
    return await send(at);
  } catch (error) {
    return { kind: 'UNKNOWN', error: atsError('OUTCOME_UNKNOWN', `The connector failed: ${nameOf(error)}.`) };
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'an unknown fault';
}
