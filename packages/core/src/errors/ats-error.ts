import { type ErrorCode, errorCodes } from './codes.ts';

/** What went wrong with the ATS, as a value. Never holds a credential or a person's data. */
export type AtsError = {
  readonly code: ErrorCode;
  /** What the ATS said, or what we saw, in one sentence for a person. */
  readonly message: string;
  /** The ATS's own id of the request, for its support. */
  readonly requestId?: string;
  /** With `RATE_LIMITED`: how long to wait, in milliseconds. The engine caps it. */
  readonly retryAfterMs?: number;
  /** With `PERMISSION_MISSING`: the permission, in the ATS's words. */
  readonly permission?: string;
};

export function atsError(code: ErrorCode, message: string, more: Omit<AtsError, 'code' | 'message'> = {}): AtsError {
  return { code, message, ...more };
}

/** True when the error concerns the whole integration, so that it waits rather than the one item failing. */
export function pausesIntegration(error: AtsError): boolean {
  const { scope, retry } = errorCodes[error.code];
  return scope === 'INTEGRATION' && (retry === 'AFTER_FIX' || retry === 'NEVER');
}
