import type { Permission as Needed } from '@handoff/core';

/** The permissions of an API key that we use, as Ashby's settings page shows them. */
export const candidatesRead = 'Candidates: read' as const;
export const candidatesWrite = 'Candidates: write' as const;
export const jobsRead = 'Jobs: read' as const;

export type Permission = typeof candidatesRead | typeof candidatesWrite | typeof jobsRead;

export const permissions = [
  { name: candidatesRead, requiredBy: ['Finding people who are in Ashby already'] },
  { name: candidatesWrite, requiredBy: ['Creating candidates', 'Considering candidates for a job'] },
  { name: jobsRead, requiredBy: ['Choosing a job'] },
] as const satisfies readonly (Needed & { name: Permission })[];
