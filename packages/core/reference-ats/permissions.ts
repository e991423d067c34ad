import type { Permission } from '../src/connector/define-connector.ts';

/** In the ATS's own words. */
export const permissions: readonly Permission[] = [
  { name: 'people:read', requiredBy: ['Finding people who are there already'] },
  { name: 'people:write', requiredBy: ['Creating candidates', 'Considering candidates for a job', 'Erasing people'] },
  { name: 'jobs:read', requiredBy: ['Choosing a job'] },
  { name: 'notes:write', requiredBy: ['Keeping email activity'] },
];
