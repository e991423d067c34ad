import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import { optimistic } from './optimistic.ts';

/** Parts of others, without an id of their own. */
const embedded = [
  'Activity',
  'ActivityWrite',
  'AuditActor',
  'AuditedChange',
  'IntegrationHealth',
  'PreviewedOutcome',
  'ResyncPreview',
  'RunCounts',
  'RunFailures',
  'RunItem',
  'RunSkips',
  'RunStretch',
  'SettingsEffect',
  'SettingsPreview',
  'AssignedJob',
  'DuplicateOf',
  'ExplanationStep',
  'ResolvedDuplicate',
  'SyncTransition',
  'Permission',
  'Remedy',
  'SyncApplication',
  'SyncCandidate',
  'SyncCount',
  'SyncError',
  'SyncFrame',
  'SyncSettings',
  'Viewer',
  'CredentialReport',
  'InvalidInputError',
  'NotFoundError',
  'ForbiddenError',
  'RefusedError',
];

/** Lists and counts that frames touch are kept by who shows them (reread.ts): a frame updates syncs, by their id. */
function invalidate(cache: Cache, field: string): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName === field) cache.invalidate('Query', fieldName, args);
  }
}

export const normalizedCache = cacheExchange({
  possibleTypes: { UserError: ['InvalidInputError', 'NotFoundError', 'ForbiddenError', 'RefusedError', 'ItemError'] },
  keys: Object.fromEntries(embedded.map((type) => [type, () => null])),
  optimistic,
  updates: {
    Mutation: {
      connectIntegration: (_result, _args, cache) => invalidate(cache, 'integrations'),
      startResync: (_result, _args, cache) => invalidate(cache, 'resyncRuns'),
    },
  },
});
