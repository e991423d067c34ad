import { type Answer, atsError, errorCodes, type Outcome } from '@handoff/core';
import type { z } from 'zod';
import type { Reply } from './client.ts';
import { errorOf } from './errors.ts';

/** A reply to a read. */
export function answerOf<T>(reply: Reply, shape: z.ZodType<T>): Answer<T> {
  const value = reply.kind === 'BODY' ? shape.safeParse(reply.body).data : undefined;
  return value === undefined ? { ok: false, error: errorOf(reply) } : { ok: true, value };
}

/** A reply to a write, sorted by the one question that matters: was it done? What cannot be read may have been. */
export function outcomeOf<T>(reply: Reply, shape: z.ZodType<T>): Outcome<T> {
  const value = reply.kind === 'BODY' ? shape.safeParse(reply.body).data : undefined;
  if (value !== undefined) return { kind: 'APPLIED', value };
  if (reply.kind === 'BODY' || reply.kind === 'UNCLEAR') {
    return { kind: 'UNKNOWN', error: atsError('OUTCOME_UNKNOWN', 'Example did not say what became of it.') };
  }
  const error = errorOf(reply);
  const { retry } = errorCodes[error.code];
  return { kind: retry === 'BACKOFF' || retry === 'AT_TIME' ? 'NOT_DONE' : 'REJECTED', error };
}
