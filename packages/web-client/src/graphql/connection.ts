/** How the live connection is, since when, and when something last came over it. */
export type ConnectionState = {
  readonly status: 'OPENING' | 'LIVE' | 'RECONNECTING' | 'OFFLINE';
  readonly since: Date;
  readonly lastEventAt: Date | null;
};

/** It is said to the minute: a burst need not be drawn frame by frame. */
const preciseToMs = 1_000;

let state: ConnectionState = { status: 'OPENING', since: new Date(), lastEventAt: null };
const listeners = new Set<() => void>();

export const connection = {
  get: (): ConnectionState => state,
  opened: (): void => become('LIVE'),
  /** Before the first opening there is nothing to miss. */
  lost(): void {
    if (state.status !== 'OPENING') become(navigator.onLine ? 'RECONNECTING' : 'OFFLINE');
  },
  heard(): void {
    become('LIVE');
    const at = new Date();
    if (Number(at) - Number(state.lastEventAt) >= preciseToMs) update({ ...state, lastEventAt: at });
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

addEventListener('offline', connection.lost);

function become(status: ConnectionState['status']): void {
  if (status === state.status) return;
  const wasLost = state.status === 'RECONNECTING' || state.status === 'OFFLINE';
  const stillLost = status === 'RECONNECTING' || status === 'OFFLINE';
  update({ ...state, status, since: wasLost && stillLost ? state.since : new Date() });
}

function update(next: ConnectionState): void {
  state = next;
  for (const listener of listeners) listener();
}
