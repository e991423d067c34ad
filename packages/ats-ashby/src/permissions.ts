import type { Permission as Needed } from '@handoff/core';

/** The permissions of an API key that we use, as Ashby's settings page shows them. */
export const candidatesRead = 'Candidates: read' as const;
export const candidatesWrite = 'Candidates: write' as const;
export const jobsRead = 'Jobs: read' as const;
export const hiringProcessRead = 'Hiring process metadata: read' as const;
export const organizationRead = 'Organization: read' as const;
export const apiKeysWrite = 'API keys: write' as const;

export const permissions = [
  { name: candidatesRead, need: 'ALWAYS', requiredBy: ['Finding people who are in Ashby already'] },
  {
    name: candidatesWrite,
    need: 'ALWAYS',
    requiredBy: ['Creating candidates', 'Considering candidates for a job', 'Keeping email activity'],
  },
  { name: jobsRead, need: 'ALWAYS', requiredBy: ['Choosing a job'] },
  { name: hiringProcessRead, need: 'FEATURE', requiredBy: ['Naming the source of a candidate'] },
  { name: organizationRead, need: 'FEATURE', requiredBy: ['Crediting a candidate to a user'] },
  { name: apiKeysWrite, need: 'FEATURE', requiredBy: ['Hearing of changes at once'] },
] as const satisfies readonly Needed[];

export type Permission = (typeof permissions)[number]['name'];
