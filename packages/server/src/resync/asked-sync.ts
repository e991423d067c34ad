import type { Problem } from '../problem.ts';

/** So many syncs may be named in one request. */
export const mostAtOnce = 1_000;

/** What became of one sync that was named, in the order of the request. */
export type AskedSync = { readonly index: number; readonly syncId: string | null; readonly problem: Problem | null };
