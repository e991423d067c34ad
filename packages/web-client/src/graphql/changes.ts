import type { SyncParts } from './fragments.ts';

/** A sync as a live frame tells of it. */
export type ChangedSync = SyncParts & {
  readonly enrollment: { readonly id: string; readonly sequence: { readonly id: string } };
};

/** One sync changed; or so much was missed that everything has to be read again. */
export type Change = { readonly kind: 'SYNC'; readonly sync: ChangedSync } | { readonly kind: 'GAP' };

type Listener = (changes: readonly Change[]) => void;

/** No longer than a screen takes to be drawn again. */
const gatherMs = 16;

const listeners = new Set<Listener>();
let untold: readonly Change[] = [];

/** What the live connection tells of, for those who keep rows or counts of it. A burst is told at once, to be drawn once. */
export const changes = {
  tell(change: Change): void {
    if (untold.length === 0) setTimeout(tellAll, gatherMs);
    untold = [...untold, change];
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function tellAll(): void {
  const told = untold;
  untold = [];
  for (const listener of listeners) listener(told);
}
