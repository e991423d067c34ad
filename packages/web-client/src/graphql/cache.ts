import { type Cache, cacheExchange, type UpdateResolver } from '@urql/exchange-graphcache';

/** Parts of others, without an id of their own. */
const embedded = [
  'DuplicateOf',
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

/** What a frame touches beyond the sync itself, which the cache updates by its id. */
const syncUpdated: UpdateResolver = (result, _args, cache) => {
  const frame = result as { syncUpdated?: { sync?: { enrollment: { id: string; sequence: { id: string } } } | null } };
  const enrollment = frame.syncUpdated?.sync?.enrollment;
  if (!enrollment) return;
  const key = cache.keyOfEntity({ __typename: 'Enrollment', id: enrollment.id });
  if (cache.resolve(key, 'addedAt') === undefined) invalidate(cache, 'contacts');
  cache.invalidate({ __typename: 'Sequence', id: enrollment.sequence.id }, 'syncCounts');
};

function invalidate(cache: Cache, field: string): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName === field) cache.invalidate('Query', fieldName, args);
  }
}

export const normalizedCache = cacheExchange({
  possibleTypes: { UserError: ['InvalidInputError', 'NotFoundError', 'ForbiddenError', 'RefusedError', 'ItemError'] },
  keys: Object.fromEntries(embedded.map((type) => [type, () => null])),
  updates: {
    Mutation: { connectIntegration: (_result, _args, cache) => invalidate(cache, 'integrations') },
    Subscription: { syncUpdated },
  },
});
