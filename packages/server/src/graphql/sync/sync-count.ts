import { reasons } from '@handoff/core';
import { builder } from '../builder.ts';
import { describedValues } from '../described-values.ts';
import type { SyncCount as SyncCountShape } from '../loaders.ts';

export const SyncState = builder.enumType('SyncState', {
  description: 'Where the hand-over of one contact in one sequence stands.',
  values: {
    NOT_SYNCED: { description: 'Not in the ATS by us; `reason` says why.' },
    QUEUED: { description: 'Waits for its turn, or to be tried again.' },
    SYNCING: { description: 'Being sent, or looked up after a send without an answer.' },
    SYNCED: { description: 'In the ATS, with its application where there is a job.' },
    EXISTS: { description: 'Somebody put this person into the ATS earlier; a person decides.' },
    FAILED: { description: 'Somebody must act; `error` says what to do.' },
  },
});

export const NotSyncedReason = builder.enumType('NotSyncedReason', {
  description: 'Why a contact is not in the ATS, though nothing went wrong.',
  values: describedValues(reasons, ({ label, remedy }) => `${label}. ${remedy}`),
});

export const SyncCount = builder.objectRef<SyncCountShape>('SyncCount').implement({
  description: 'How many stand in one state.',
  fields: (t) => ({
    state: t.field({ type: SyncState, description: 'The state.', resolve: ({ state }) => state }),
    reason: t.field({
      type: NotSyncedReason,
      nullable: true,
      description: 'With NOT_SYNCED.',
      resolve: ({ reason }) => reason,
    }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
});
