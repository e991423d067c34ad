import { type Answer, type AtsError, atsError, errorCodes, type Outcome } from '@handoff/core';
import type { z } from 'zod';
import { errorOf, requestIdOf } from './errors.ts';
import type { Permission } from './permissions.ts';
import type { Reply } from './reply.ts';

/** What an operation expects back, and which permission it needs. */
export type Expected<T> = { readonly shape: z.ZodType<T>; readonly permission: Permission };

/** A reply to a read: nothing was changed, so that every failure is simply one. */
export function answerOf<T>(reply: Reply, { shape, permission }: Expected<T>): Answer<T> {
  if (reply.kind !== 'RESULTS') return { ok: false, error: errorOf(reply, permission) };
  const parsed = shape.safeParse(reply.results);
  if (parsed.success) return { ok: true, value: parsed.data };
  const message = 'Ashby answered in a shape that we do not know.';
  return { ok: false, error: atsError('CONTRACT_DRIFT', message, requestIdOf(reply)) };
}

/**
 * A reply to a write, sorted by the one question that matters: was it done?
 *
 * | reply | outcome |
 * | --- | --- |
 * | results with an id | APPLIED |
 * | never left · 429 | NOT_DONE |
 * | every other refusal | REJECTED |
 * | no answer · 5xx · cut · no JSON · results we cannot read | UNKNOWN |
 */
export function outcomeOf<T>(reply: Reply, { shape, permission }: Expected<T>): Outcome<T> {
  switch (reply.kind) {
    case 'RESULTS': {
      const parsed = shape.safeParse(reply.results);
      return parsed.success
        ? { kind: 'APPLIED', value: parsed.data }
        : unknown('Ashby answered in a shape that we do not know', reply);
    }
    case 'NOT_SENT':
      return { kind: 'NOT_DONE', error: errorOf(reply, permission) };
    case 'NO_ANSWER':
      return unknown(`Ashby did not answer (${reply.reason})`, { requestId: null });
    case 'UNCLEAR':
      return unknown(`Ashby gave an unusable answer (HTTP ${reply.status})`, reply);
    case 'REFUSED': {
      // The one refusal after which Ashby warns that the work may have been done.
      if (reply.code === 'generic_internal_error') return unknown('Ashby had an internal error', reply);
      const error = errorOf(reply, permission);
      return { kind: error.code === 'RATE_LIMITED' ? 'NOT_DONE' : 'REJECTED', error };
    }
  }
}

/** A read before a write failed, so that the write never left: what goes on by itself is not done, the rest is rejected. */
export function nothingWasSent(error: AtsError): Outcome<never> {
  const { retry } = errorCodes[error.code];
  return { kind: retry === 'AFTER_FIX' || retry === 'NEVER' ? 'REJECTED' : 'NOT_DONE', error };
}

function unknown(what: string, reply: { readonly requestId: string | null }): Outcome<never> {
  const message = `${what}: it may have been done or not.`;
  return { kind: 'UNKNOWN', error: atsError('OUTCOME_UNKNOWN', message, requestIdOf(reply)) };
}
