import type { SyncParts } from './fragments.ts';

/** A sync as a live frame tells of it. */
export type ChangedSync = SyncParts & {
  readonly enrollment: { readonly id: string; readonly sequence: { readonly id: string } };
};

/** One sync changed; or so much was missed that everything has to be read again. */
export type Change = { readonly kind: 'SYNC'; readonly sync: ChangedSync } | { readonly kind: 'GAP' };

const listeners = new Set<(change: Change) => void>();

/** What the live connection tells of, for those who keep rows or counts of it. */
export const changes = {
  tell(change: Change): void {
    for (const listener of listeners) listener(change);
  },
  subscribe(listener: (change: Change) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
