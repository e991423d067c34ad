import type { ErrorCode } from '../errors/codes.ts';

/** Why a contact is not in the ATS, though nothing went wrong. In the order in which they are shown. */
export const reasons = {
  ADDED_BEFORE_CONNECTION: {
    label: 'Added before the integration was connected',
    remedy: 'Resync the contact to hand it over all the same.',
  },
  SYNC_OFF: { label: 'Syncing is off', remedy: 'Choose when contacts sync, then resync those who should.' },
  SEQUENCE_SYNC_OFF: {
    label: 'Syncing is off for this sequence',
    remedy: 'Switch the sequence on, then resync those who were left.',
  },
  MISSING_EMAIL: { label: 'No email address', remedy: 'Add an email address, then resync the contact.' },
  WAITING_FOR_REPLY: { label: 'Waiting for a reply', remedy: 'Nothing to do: it syncs at the first reply.' },
  CANCELLED: { label: 'Cancelled', remedy: 'Resync the contact when it should sync after all.' },
  DISCONNECTED: { label: 'Disconnected', remedy: 'Connect the ATS again, then resync the contact.' },
  DISMISSED: { label: 'Dismissed as a duplicate', remedy: 'Resync the contact by name to hand it over all the same.' },
} as const satisfies Record<string, { label: string; remedy: string }>;
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
      return reasons[sync.reason].label;
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
