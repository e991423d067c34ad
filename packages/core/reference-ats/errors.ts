import { z } from 'zod';
import { type AtsError, atsError } from '../src/errors/ats-error.ts';
import type { ErrorCode } from '../src/errors/codes.ts';

export type Refused = {
  readonly kind: 'REFUSED';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

const refusal = z.object({ error: z.string(), scope: z.string().optional() }).partial();

/** What the ATS says no with, and what that means. */
const meanings: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  token_missing: ['AUTH_MISSING', 'The ATS got no access token.'],
  client_unknown: ['AUTH_INVALID', 'The ATS does not know this client, or its secret is wrong.'],
  token_expired: ['AUTH_EXPIRED', 'The access has run out.'],
  person_unknown: ['CANDIDATE_GONE', 'The ATS knows no such person.'],
  job_unknown: ['JOB_NOT_OPEN', 'The ATS knows no such job.'],
  job_closed: ['JOB_NOT_OPEN', 'The job is closed.'],
};

export function errorOf({ status, headers, body }: Refused): AtsError {
  const { error = '', scope = '' } = refusal.safeParse(body).data ?? {};
  if (status === 429) return atsError('RATE_LIMITED', 'The ATS asked us to slow down.', waitOf(headers));
  if (error === 'scope_missing') {
    return atsError('PERMISSION_MISSING', `The client lacks the scope ${scope}.`, { permission: scope });
  }
  const [code, sentence] = meanings[error] ?? ['VALIDATION', `The ATS refused the data (HTTP ${status}).`];
  return atsError(code, sentence);
}

export function isExpired({ body }: Refused): boolean {
  return refusal.safeParse(body).data?.error === 'token_expired';
}

function waitOf(headers: Readonly<Record<string, string>>): { retryAfterMs?: number } {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {};
}
