import type { Permission } from '@handoff/core';

/** What a key must be allowed, in the ATS's own words, and what each is for. */
export const permissions: readonly Permission[] = [];
