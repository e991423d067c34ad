import type { Permission } from '../src/connector/define-connector.ts';

/** In the ATS's own words. */
export const permissions: readonly Permission[] = [
  { name: 'people:read', need: 'ALWAYS', requiredBy: ['Finding people who are there already'] },
  {
    name: 'people:write',
    need: 'ALWAYS',
    requiredBy: ['Creating candidates', 'Considering candidates for a job', 'Erasing people'],
  },
  { name: 'jobs:read', need: 'ALWAYS', requiredBy: ['Choosing a job'] },
  { name: 'notes:write', need: 'FEATURE', requiredBy: ['Keeping email activity'] },
];
