import { type AtsError, atsError, type ErrorCode } from '@handoff/core';
import type { Permission } from './permissions.ts';
import type { Reply } from './reply.ts';
import { retryAfterMs } from './retry-after.ts';

export type Failed = Exclude<Reply, { kind: 'RESULTS' }>;
type Refused = Extract<Reply, { kind: 'REFUSED' }>;

/** Ashby's codes that mean more than "this input is refused". */
const byCode: Readonly<Record<string, ErrorCode>> = {
  missing_endpoint_permission: 'PERMISSION_MISSING',
  rate_limit_exceeded: 'RATE_LIMITED',
  concurrent_limit_exceeded: 'RATE_LIMITED',
  candidate_not_found: 'CANDIDATE_GONE',
  job_not_found: 'JOB_NOT_OPEN',
  sync_token_expired: 'CURSOR_EXPIRED',
  sync_token_invalid: 'CURSOR_EXPIRED',
  next_cursor_expired: 'CURSOR_EXPIRED',
  invalid_next_cursor: 'CURSOR_EXPIRED',
  cursor_invalid: 'CURSOR_EXPIRED',
  incremental_sync_too_large: 'CURSOR_EXPIRED',
};

/** Only where the code says nothing. Ashby answers 200 to most of what it refuses, and 404 to an operation it does not have. */
const byStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'AUTH_MISSING',
  403: 'AUTH_INVALID',
  404: 'CONTRACT_DRIFT',
  405: 'CONTRACT_DRIFT',
  429: 'RATE_LIMITED',
};

/** Ours rather than Ashby's: its messages may repeat what was sent, and with it a person's data. */
const sentences = {
  AUTH_MISSING: 'Ashby got no API key.',
  AUTH_INVALID: 'Ashby does not know this API key, or it was deactivated.',
  RATE_LIMITED: 'Ashby asked us to slow down.',
  CANDIDATE_GONE: 'Ashby knows no such candidate.',
  JOB_NOT_OPEN: 'Ashby knows no such job, or hides it from this API key.',
  CURSOR_EXPIRED: 'Ashby no longer knows from where we read on.',
  CONTRACT_DRIFT: 'Ashby does not know what we asked it for.',
} as const;

/** Why a call failed. `permission` is what the operation needs, to be named where it is missing. */
export function errorOf(reply: Failed, permission: Permission): AtsError {
  switch (reply.kind) {
    case 'NOT_SENT':
      return atsError('REMOTE_UNAVAILABLE', `Ashby could not be reached: ${reply.reason}.`);
    case 'NO_ANSWER':
      return atsError('REMOTE_UNAVAILABLE', `Ashby did not answer: ${reply.reason}.`);
    case 'UNCLEAR':
      return atsError(
        'REMOTE_UNAVAILABLE',
        `Ashby gave an unusable answer (HTTP ${reply.status}).`,
        requestIdOf(reply),
      );
    case 'REFUSED':
      return refusal(reply, permission);
  }
}

function refusal(reply: Refused, permission: Permission): AtsError {
  const code = byCode[reply.code ?? ''] ?? byStatus[reply.status] ?? 'VALIDATION';
  const more = requestIdOf(reply);
  switch (code) {
    case 'PERMISSION_MISSING':
      return atsError(code, `The API key lacks the permission ${permission}.`, { ...more, permission });
    case 'RATE_LIMITED':
      return atsError(code, sentences[code], { ...more, ...retryAfterMs(reply.headers) });
    case 'AUTH_MISSING':
    case 'AUTH_INVALID':
    case 'CANDIDATE_GONE':
    case 'JOB_NOT_OPEN':
    case 'CURSOR_EXPIRED':
    case 'CONTRACT_DRIFT':
      return atsError(code, sentences[code], more);
    default:
      return atsError('VALIDATION', `Ashby refused the data: ${inWords(reply)}.`, more);
  }
}

/** A code looks like one, and is read by a person; anything else may be prose with a person in it. */
function inWords({ code, status }: Refused): string {
  return code !== null && /^[a-z][a-z0-9_]{1,80}$/.test(code) ? code.replaceAll('_', ' ') : `HTTP ${status}`;
}

export function requestIdOf(reply: { readonly requestId: string | null }): { requestId?: string } {
  return reply.requestId === null ? {} : { requestId: reply.requestId };
}
