import type { z } from 'zod';
import type { Answer, Outcome } from '../src/connector/outcome.ts';
import { atsError } from '../src/errors/ats-error.ts';
import { errorCodes } from '../src/errors/codes.ts';
import { failureOf } from './errors.ts';
import type { Reply } from './reply.ts';

/** A reply to a read: nothing was changed, so that every failure is simply one. */
export function answerOf<T>(reply: Reply, shape: z.ZodType<T>): Answer<T> {
  const read = reply.kind === 'BODY' ? shape.safeParse(reply.body) : undefined;
  return read?.success ? { ok: true, value: read.data } : { ok: false, error: failureOf(reply) };
}

/**
 * A reply to a write, sorted by the one question that matters: was it done?
 *
 * | reply | outcome |
 * | --- | --- |
 * | 201 or 204 · 200 | APPLIED · ALREADY |
 * | never left · 429 · the access has run out | NOT_DONE |
 * | every other refusal | REJECTED |
 * | no answer · 5xx · cut · no JSON · a body we cannot read | UNKNOWN |
 */
export function outcomeOf<T>(reply: Reply, shape: z.ZodType<T>): Outcome<T> {
  switch (reply.kind) {
    case 'BODY': {
      const read = shape.safeParse(reply.body);
      if (!read.success) return unknown('its answer has a shape that we do not know');
      return { kind: reply.status === 200 ? 'ALREADY' : 'APPLIED', value: read.data };
    }
    case 'UNCLEAR':
      return unknown(reply.reason);
    case 'NOT_SENT':
    case 'REFUSED':
      return notDone(reply);
  }
}

/** What goes on by itself may be sent again; what a person must mend may not. */
function notDone(reply: Reply): Outcome<never> {
  const error = failureOf(reply);
  const { retry } = errorCodes[error.code];
  return { kind: retry === 'BACKOFF' || retry === 'AT_TIME' ? 'NOT_DONE' : 'REJECTED', error };
}

function unknown(reason: string): Outcome<never> {
  return { kind: 'UNKNOWN', error: atsError('OUTCOME_UNKNOWN', `The ATS did not say what became of it: ${reason}.`) };
}
