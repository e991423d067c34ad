/** The states of a sync, in the order in which they are shown. */
export const states = ['NOT_SYNCED', 'QUEUED', 'SYNCING', 'SYNCED', 'EXISTS', 'FAILED'] as const;

/** Why one is not synced. */
export const reasons = [
  'ADDED_BEFORE_CONNECTION',
  'SYNC_OFF',
  'SEQUENCE_SYNC_OFF',
  'WAITING_FOR_REPLY',
  'MISSING_EMAIL',
  'CANCELLED',
  'DISCONNECTED',
  'DISMISSED',
] as const;
export type Reason = (typeof reasons)[number];

/** What can have gone wrong with one. */
export const failures = [
  'AUTH_MISSING',
  'AUTH_INVALID',
  'AUTH_EXPIRED',
  'PERMISSION_MISSING',
  'ACCOUNT_MISMATCH',
  'RATE_LIMITED',
  'REMOTE_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'VALIDATION',
  'MISSING_EMAIL',
  'JOB_NOT_OPEN',
  'JOB_REQUIRED',
  'AMBIGUOUS_MATCH',
  'CANDIDATE_GONE',
  'UNSUPPORTED',
  'CONTRACT_DRIFT',
  'INTERNAL',
] as const;
export type Failure = (typeof failures)[number];

/** The reason of a list that is narrowed to one, if this is one. */
export function reasonOf(said: string | null): Reason | undefined {
  return reasons.find((reason) => reason === said);
}

/** The failure of a list that is narrowed to one, if this is one. */
export function failureOf(said: string): Failure | undefined {
  return failures.find((failure) => failure === said);
}
