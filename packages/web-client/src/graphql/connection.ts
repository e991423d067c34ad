/** How the live connection is, and when something last came over it. */
export type ConnectionState = { readonly status: 'LIVE' | 'RECONNECTING'; readonly lastEventAt: Date | null };

let state: ConnectionState = { status: 'RECONNECTING', lastEventAt: null };
const listeners = new Set<() => void>();

export const connection = {
  get: (): ConnectionState => state,
  set(status: ConnectionState['status']): void {
    update({ ...state, status });
  },
  heard(): void {
    update({ status: 'LIVE', lastEventAt: new Date() });
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function update(next: ConnectionState): void {
  state = next;
  for (const listener of listeners) listener();
}
