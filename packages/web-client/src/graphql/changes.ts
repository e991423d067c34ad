import type { SyncParts } from './fragments.ts';

/** A sync as a live frame tells of it. */
export type ChangedSync = SyncParts & {
  readonly enrollment: { readonly id: string; readonly sequence: { readonly id: string } };
};

const listeners = new Set<(sync: ChangedSync) => void>();

/** What the live connection tells of, for those who keep rows or counts of it. */
export const changes = {
  tell(sync: ChangedSync): void {
    for (const listener of listeners) listener(sync);
  },
  subscribe(listener: (sync: ChangedSync) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
