import { applyChange, type Change, emptyState, type State } from './state.ts';
import { openLog } from './storage.ts';

export type Store = {
  readonly state: State;
  /** Written down first, then true. */
  commit(change: Change): void;
  close(): void;
};

export function openStore(folder: string | undefined): Store {
  const log = openLog(folder, 'state.jsonl');
  const state = emptyState();
  for (const line of log.lines) applyChange(state, JSON.parse(line) as Change);
  return {
    state,
    commit: (change) => {
      log.append(change);
      applyChange(state, change);
    },
    close: log.close,
  };
}
