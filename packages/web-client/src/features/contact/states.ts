/** The states of a sync, in the order in which they are shown. */
export const states = ['NOT_SYNCED', 'QUEUED', 'SYNCING', 'SYNCED', 'EXISTS', 'FAILED'] as const;
