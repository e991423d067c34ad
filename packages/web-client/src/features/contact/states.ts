/** The states of a sync, in the order in which they are shown. */
export const states = ['NOT_SYNCED', 'QUEUED', 'SYNCING', 'SYNCED', 'EXISTS', 'FAILED'] as const;

/** Why one is not synced. */
export const reasons = [
  'ADDED_BEFORE_CONNECTION',
  'SYNC_OFF',
  'SEQUENCE_SYNC_OFF',
  'WAITING_FOR_REPLY',
  'MISSING_EMAIL',
  'CANCELLED',
  'DISCONNECTED',
  'DISMISSED',
] as const;
export type Reason = (typeof reasons)[number];

/** The reason of a list that is narrowed to one, if this is one. */
export function reasonOf(said: string | null): Reason | undefined {
  return reasons.find((reason) => reason === said);
}
