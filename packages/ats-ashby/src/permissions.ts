/** The permissions of an API key that we use, as Ashby's settings page shows them. */
export const candidatesRead = 'Candidates: read' as const;
export const candidatesWrite = 'Candidates: write' as const;
export const jobsRead = 'Jobs: read' as const;

export type Permission = typeof candidatesRead | typeof candidatesWrite | typeof jobsRead;
