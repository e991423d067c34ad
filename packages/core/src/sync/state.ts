import type { ErrorCode } from '../errors/codes.ts';

/** Why a contact is not in the ATS, though nothing went wrong. In the order in which they are shown. */
export const reasons = {
  ADDED_BEFORE_CONNECTION: 'Added before the integration was connected',
  SYNC_OFF: 'Syncing is off',
  SEQUENCE_SYNC_OFF: 'Syncing is off for this sequence',
  MISSING_EMAIL: 'No email address',
  WAITING_FOR_REPLY: 'Waiting for a reply',
  CANCELLED: 'Cancelled',
  DISCONNECTED: 'Disconnected',
  DISMISSED: 'Dismissed as a duplicate',
} as const;
export type Reason = keyof typeof reasons;

/** Where the hand-over of one enrollment stands. */
export type SyncState =
  | { readonly state: 'NOT_SYNCED'; readonly reason: Reason }
  | { readonly state: 'QUEUED' | 'SYNCING' | 'SYNCED' | 'EXISTS' }
  | { readonly state: 'FAILED'; readonly code: ErrorCode };

export const syncStates = [
  'NOT_SYNCED',
  'QUEUED',
  'SYNCING',
  'SYNCED',
  'EXISTS',
  'FAILED',
] as const satisfies readonly SyncState['state'][];

/** The state in words, ready to show. `connector` is the connector's name. */
export function stateLabel(sync: SyncState, connector: string): string {
  switch (sync.state) {
    case 'NOT_SYNCED':
      return reasons[sync.reason];
    case 'QUEUED':
      return 'Queued';
    case 'SYNCING':
      return 'Syncing';
    case 'SYNCED':
      return 'Synced';
    case 'EXISTS':
      return `Exists in ${connector}`;
    case 'FAILED':
      return 'Failed';
  }
}
