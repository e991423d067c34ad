import { builder } from '../builder.ts';
import { NotSyncedReason, SyncState } from './sync-count.ts';

/** A step of a sync, for `Sync.history`. */
builder.prismaObject('SyncHistory', {
  name: 'SyncTransition',
  description: 'One step of a sync.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    from: t.expose('fromState', { type: SyncState, nullable: true, description: 'From where; null when it began.' }),
    fromReason: t.expose('fromReason', {
      type: NotSyncedReason,
      nullable: true,
      description: 'With NOT_SYNCED: why it was so.',
    }),
    to: t.expose('toState', { type: SyncState, description: 'To where.' }),
    toReason: t.expose('toReason', { type: NotSyncedReason, nullable: true, description: 'With NOT_SYNCED: why.' }),
    cause: t.exposeString('cause', {
      description: 'What made it: `event:…`, `run:…`, `member:…`, `integration:…` or `intent:…`, each with an id.',
    }),
  }),
});
