import type { ErrorCode } from '@handoff/core';

/** The ATS's own codes, and what each means: fill it from the ATS's documentation. */
export const byCode: Readonly<Record<string, ErrorCode>> = {};

/** Where there is no code. */
export const byStatus: Readonly<Record<number, ErrorCode>> = { 401: 'AUTH_INVALID', 429: 'RATE_LIMITED' };
