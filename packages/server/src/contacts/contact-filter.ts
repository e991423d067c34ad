import type { ErrorCode, Reason, SyncState } from '@handoff/core';

/** Which contacts; all that is said must hold, and of one sync where it is about syncs. */
export type ContactFilter = {
  readonly state: SyncState['state'] | null;
  readonly reason: Reason | null;
  readonly errorCode: ErrorCode | null;
  readonly sequenceId: string | null;
  /** Those that are marked: an earlier candidate has their email. */
  readonly marked: true | null;
  /** The beginning of the address, of the name, or of its last word. */
  readonly search: string | null;
};

export function isEverybody(filter: ContactFilter): boolean {
  return Object.values(filter).every((said) => said === null);
}

export const contactOrders = ['NEWEST', 'NAME'] as const;
export type ContactOrder = (typeof contactOrders)[number];
