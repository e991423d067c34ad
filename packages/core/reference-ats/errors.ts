import { z } from 'zod';
import { type AtsError, atsError } from '../src/errors/ats-error.ts';
import type { ErrorCode } from '../src/errors/codes.ts';
import { numberIn } from './headers.ts';
import type { Refused, Reply } from './reply.ts';

const refusal = z
  .object({
    error: z.string(),
    scope: z
      .string()
      .regex(/^[a-z]+:[a-z]+$/)
      .catch(''),
  })
  .partial();

type Meaning = readonly [code: ErrorCode, sentence: string];

/** What the ATS says no with, and what that means. */
const meanings: Readonly<Record<string, Meaning>> = {
  token_missing: ['AUTH_MISSING', 'The ATS got no access token.'],
  client_unknown: ['AUTH_INVALID', 'The ATS does not know this client, or its secret is wrong.'],
  token_expired: ['AUTH_EXPIRED', 'The access has run out.'],
  person_unknown: ['CANDIDATE_GONE', 'The ATS knows no such person.'],
  job_unknown: ['JOB_NOT_OPEN', 'The ATS knows no such job.'],
  job_closed: ['JOB_NOT_OPEN', 'The job is closed.'],
};

/** Only where its word says nothing. */
const meaningsOfStatus: Readonly<Record<number, Meaning>> = {
  401: ['AUTH_INVALID', 'The ATS did not let the client in.'],
  403: ['AUTH_INVALID', 'The ATS did not let the client in.'],
  404: ['CONTRACT_DRIFT', 'The ATS does not know what we asked it for.'],
  405: ['CONTRACT_DRIFT', 'The ATS does not know what we asked it for.'],
};

/** Why something was not read, or not sent. */
export function failureOf(reply: Reply): AtsError {
  switch (reply.kind) {
    case 'NOT_SENT':
      return reply.error;
    case 'REFUSED':
      return errorOf(reply);
    case 'UNCLEAR':
      return atsError('REMOTE_UNAVAILABLE', `The ATS gave no usable answer: ${reply.reason}.`);
    case 'BODY':
      return atsError('CONTRACT_DRIFT', 'The ATS answered in a shape that we do not know.');
  }
}

export function isExpired({ body }: Refused): boolean {
  return refusal.safeParse(body).data?.error === 'token_expired';
}

/** The sentences are ours: the ATS may repeat what it was sent, and with it a person or a secret. */
function errorOf({ status, headers, body }: Refused): AtsError {
  if (status === 429) return atsError('RATE_LIMITED', 'The ATS asked us to slow down.', waitOf(headers));
  const { error = '', scope = '' } = refusal.safeParse(body).data ?? {};
  if (error === 'scope_missing') return lacks(scope);
  const known = Object.hasOwn(meanings, error) ? meanings[error] : meaningsOfStatus[status];
  const [code, sentence] = known ?? ['VALIDATION', `The ATS refused the data (HTTP ${status}).`];
  return atsError(code, sentence);
}

function lacks(scope: string): AtsError {
  return scope === ''
    ? atsError('PERMISSION_MISSING', 'The client lacks a scope.')
    : atsError('PERMISSION_MISSING', `The client lacks the scope ${scope}.`, { permission: scope });
}

function waitOf(headers: Refused['headers']): { retryAfterMs?: number } {
  const seconds = numberIn(headers, 'retry-after');
  return seconds === null ? {} : { retryAfterMs: seconds * 1_000 };
}
