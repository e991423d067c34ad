import type { SyncState } from '../sync/state.ts';
import { passed, type Rule, stopped } from './rule.ts';

/** The questions that only a resync is asked (S5): it is the trigger pulled late, not a way round anything. */

export const notSyncedYet: Rule = {
  id: 'S5.2',
  on: ['RESYNC'],
  ask({ sync }) {
    const about = { rule: 'S5.2', value: sync?.state.state ?? null, source: 'SYNC' } as const;
    return sync?.state.state === 'SYNCED'
      ? stopped(about, 'The contact has synced: resync never updates it.', { kind: 'STAY', because: 'ALREADY_SYNCED' })
      : passed(about, 'The contact has not synced yet.');
  },
};

export const notUnderWay: Rule = {
  id: 'S5.6',
  on: ['RESYNC'],
  ask({ sync }) {
    const about = { rule: 'S5.6', value: sync?.state.state ?? null, source: 'SYNC' } as const;
    return sync?.state.state === 'QUEUED' || sync?.state.state === 'SYNCING'
      ? stopped(about, 'The contact is being synced already.', { kind: 'STAY', because: 'UNDER_WAY' })
      : passed(about, 'Nothing is under way for the contact.');
  },
};

export const notSetAside: Rule = {
  id: 'S5.4',
  on: ['RESYNC'],
  ask({ sync }, trigger) {
    const named = trigger.kind === 'RESYNC' && trigger.selection === 'NAMED';
    const about = { rule: 'S5.4', value: named ? 'NAMED' : 'BULK', source: 'REQUEST' } as const;
    if (sync === null || !isSetAside(sync.state)) return passed(about, 'The contact is not set aside.');
    if (named) return passed(about, 'The contact was set aside, and is asked for by name.');
    return stopped(about, 'A dismissed duplicate, or one whose candidate is gone, is taken only by name.', {
      kind: 'STAY',
      because: 'SET_ASIDE',
    });
  },
};

/** A person, or the ATS, has said that this one should not be there. */
function isSetAside(sync: SyncState): boolean {
  return (
    (sync.state === 'NOT_SYNCED' && sync.reason === 'DISMISSED') ||
    (sync.state === 'FAILED' && sync.code === 'CANDIDATE_GONE')
  );
}
