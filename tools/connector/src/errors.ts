import { type AtsError, atsError, type ErrorCode } from '@handoff/core';
import { z } from 'zod';
import type { Refused, Reply } from './client.ts';
import { byCode, byStatus } from './codes.ts';

/** Ours rather than the ATS's: its messages may repeat what was sent, and with it a person's data. */
const sentences: Partial<Record<ErrorCode, string>> = {
  AUTH_INVALID: 'Example does not know this API key.',
  PERMISSION_MISSING: 'The API key lacks a permission.',
  RATE_LIMITED: 'Example asked us to slow down.',
  CANDIDATE_GONE: 'Example knows no such candidate.',
  JOB_NOT_OPEN: 'The job is not open in Example.',
};

const refusal = z.object({ error: z.string(), permission: z.string() }).partial();

/** Why a call failed. */
export function errorOf(reply: Reply): AtsError {
  switch (reply.kind) {
    case 'NOT_SENT':
      return atsError('REMOTE_UNAVAILABLE', `Example could not be reached: ${reply.reason}.`);
    case 'UNCLEAR':
      return atsError('REMOTE_UNAVAILABLE', `Example gave no usable answer: ${reply.reason}.`);
    case 'BODY':
      return atsError('CONTRACT_DRIFT', 'Example answered in a shape that we do not know.');
    case 'REFUSED':
      return refused(reply);
  }
}

function refused({ status, headers, body }: Refused): AtsError {
  const { error = '', permission } = refusal.safeParse(body).data ?? {};
  const code = byCode[error] ?? byStatus[status] ?? 'VALIDATION';
  const wait = Number(headers['retry-after'] ?? Number.NaN);
  return atsError(code, sentences[code] ?? `Example refused the data (HTTP ${status}).`, {
    ...(code === 'RATE_LIMITED' && Number.isFinite(wait) ? { retryAfterMs: wait * 1_000 } : {}),
    ...(code === 'PERMISSION_MISSING' && permission !== undefined ? { permission } : {}),
  });
}
