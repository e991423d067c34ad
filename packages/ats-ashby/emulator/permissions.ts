/** The permissions that the emulated operations ask for, in the form in which `apiKey.info` lists them. */
export const permissions = [
  'apiKeys:read',
  'apiKeys:write',
  'hiringProcessMetadata:read',
  'candidates:read',
  'candidates:write',
  'jobs:read',
  'jobs:write',
  'interviews:read',
  'organization:read',
] as const;

export type Permission = (typeof permissions)[number];
