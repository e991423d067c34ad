/**
 * The error table: one row a code. GraphQL descriptions, docs and the page's texts are made from it.
 *
 * `retry` says what the engine does next, `scope` what it does it to, `remedy` what a person can do.
 */
export const errorCodes = {
  AUTH_MISSING: {
    description: 'No credential reached the ATS.',
    retry: 'AFTER_FIX',
    scope: 'INTEGRATION',
    remedy: 'Enter the API key again.',
  },
  AUTH_INVALID: {
    description: 'The ATS refused the credential: it is wrong, revoked or deactivated.',
    retry: 'AFTER_FIX',
    scope: 'INTEGRATION',
    remedy: 'Make a new API key in the ATS and replace the old one here.',
  },
  AUTH_EXPIRED: {
    description: 'The access that the credential opened has run out.',
    retry: 'BACKOFF',
    scope: 'INTEGRATION',
    remedy: 'Nothing to do: it is opened again by itself.',
  },
  PERMISSION_MISSING: {
    description: 'The credential is good but lacks a permission that this needs.',
    retry: 'AFTER_FIX',
    scope: 'INTEGRATION',
    remedy: 'Give the API key the missing permission in the ATS.',
  },
  ACCOUNT_MISMATCH: {
    description: 'The credential belongs to another organisation of the ATS.',
    retry: 'NEVER',
    scope: 'INTEGRATION',
    remedy: 'Use a key of the organisation that is connected, or disconnect first.',
  },
  RATE_LIMITED: {
    description: 'The ATS asked us to slow down.',
    retry: 'AT_TIME',
    scope: 'INTEGRATION',
    remedy: 'Nothing to do: it goes on by itself.',
  },
  REMOTE_UNAVAILABLE: {
    description: 'The ATS could not be reached, or failed before it did anything.',
    retry: 'BACKOFF',
    scope: 'INTEGRATION',
    remedy: 'Nothing to do: it is tried again by itself.',
  },
  OUTCOME_UNKNOWN: {
    description: 'The request left, and no answer says whether the ATS did it.',
    retry: 'AFTER_LOOKUP',
    scope: 'ITEM',
    remedy: 'Look for the person in the ATS before trying again.',
  },
  VALIDATION: {
    description: 'The ATS refused the data of this contact.',
    retry: 'AFTER_FIX',
    scope: 'ITEM',
    remedy: 'Correct the contact, then resync it.',
  },
  MISSING_EMAIL: {
    description: 'The contact has no email address, and the ATS finds people by it.',
    retry: 'AFTER_FIX',
    scope: 'ITEM',
    remedy: 'Add an email address, then resync the contact.',
  },
  JOB_NOT_OPEN: {
    description: 'The job is closed, archived, hidden from the key, or unknown.',
    retry: 'AFTER_FIX',
    scope: 'SEQUENCE',
    remedy: 'Choose an open job, then retry.',
  },
  JOB_REQUIRED: {
    description: 'The ATS takes nobody without a job, and neither the sequence nor the account names one.',
    retry: 'AFTER_FIX',
    scope: 'SEQUENCE',
    remedy: 'Choose a job for the sequence or a default job, then resync the contact.',
  },
  AMBIGUOUS_MATCH: {
    description: 'Several candidates in the ATS have this email address.',
    retry: 'AFTER_FIX',
    scope: 'ITEM',
    remedy: 'Choose which of them is this person.',
  },
  CANDIDATE_GONE: {
    description: 'The candidate no longer exists in the ATS.',
    retry: 'AFTER_FIX',
    scope: 'ITEM',
    remedy: 'Resync the contact by name if the person should be there again.',
  },
  CURSOR_EXPIRED: {
    description: 'The ATS no longer knows the place from which we asked for changes.',
    retry: 'BACKOFF',
    scope: 'INTEGRATION',
    remedy: 'Nothing to do: everything is read again by itself.',
  },
  UNSUPPORTED: {
    description: 'This ATS cannot do that.',
    retry: 'NEVER',
    scope: 'ITEM',
    remedy: 'Do it in the ATS itself.',
  },
  CONTRACT_DRIFT: {
    description: 'The ATS answered in a shape that its connector does not know.',
    retry: 'AFTER_FIX',
    scope: 'INTEGRATION',
    remedy: 'Update Handoff, or report it with the request id.',
  },
  INTERNAL: {
    description: 'A fault of ours.',
    retry: 'BACKOFF',
    scope: 'ITEM',
    remedy: 'Nothing to do: it is tried again by itself; report it if it stays.',
  },
} as const satisfies Record<string, ErrorRow>;

type ErrorRow = {
  description: string;
  /** NEVER · AFTER_FIX by a person · BACKOFF · AT_TIME the ATS named · AFTER_LOOKUP of what happened. */
  retry: 'NEVER' | 'AFTER_FIX' | 'BACKOFF' | 'AT_TIME' | 'AFTER_LOOKUP';
  /** What waits: this item, every item of the sequence, or the whole integration. */
  scope: 'ITEM' | 'SEQUENCE' | 'INTEGRATION';
  remedy: string;
};

export type ErrorCode = keyof typeof errorCodes;
