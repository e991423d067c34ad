import type { AskedSync } from '../../resync/asked-sync.ts';
import { resolveDuplicates } from '../../resync/resolve-duplicates.ts';
import { builder } from '../builder.ts';
import { rowId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { askedRows, askedSyncType } from './asked-sync.ts';

const DuplicateResolution = builder.enumType('DuplicateResolution', {
  description: 'What a person says of a contact that is held.',
  values: {
    LINK: { description: 'It is this candidate: the contact is linked, and syncs as the settings say.' },
    DISMISS: { description: 'It is a duplicate to leave alone.' },
  },
});

const DuplicateResolutionInput = builder.inputType('DuplicateResolutionInput', {
  description: 'What a person says of one.',
  fields: (t) => ({
    syncId: t.id({ required: true, description: 'Of which sync, in EXISTS or failed with AMBIGUOUS_MATCH.' }),
    resolution: t.field({ type: DuplicateResolution, required: true, description: 'What is said.' }),
    candidateRemoteId: t.string({
      description: 'With LINK: which candidate, by its id in the ATS. Needed only where several have the email.',
    }),
  }),
});

const ResolveDuplicatesInput = builder.inputType('ResolveDuplicatesInput', {
  description: 'What a person says of contacts that are held.',
  fields: (t) => ({
    resolutions: t.field({ type: [DuplicateResolutionInput], required: true, description: 'At most 1,000.' }),
  }),
});

const ResolvedDuplicate = askedSyncType('ResolvedDuplicate');

const Success = builder.objectRef<readonly AskedSync[]>('ResolveDuplicatesSuccess').implement({
  description: 'The request was taken, each contact for itself.',
  fields: (t) => ({
    results: t.field({
      type: [ResolvedDuplicate],
      description: 'One for each, in the order of the request.',
      resolve: (asked, _, context) => askedRows(asked, context),
    }),
  }),
});

builder.mutationField('resolveDuplicates', (t) =>
  t.field({
    type: Success,
    description:
      'Resolves contacts that are held, one or many. Linking holds for every sequence that the person is in.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'ResolveDuplicatesResult' } },
    args: { input: t.arg({ type: ResolveDuplicatesInput, required: true, description: 'What is said of whom.' }) },
    resolve: async (_, { input }, { database, queue, relay, caller }) => {
      const resolutions = input.resolutions.map(({ syncId, resolution, candidateRemoteId }) => ({
        syncId: rowId('Sync', syncId),
        resolution,
        candidateRemoteId: candidateRemoteId ?? null,
      }));
      const resolved = await resolveDuplicates({ database, wakeOwners: queue.wakeOwners }, caller, resolutions);
      relay.changed(caller.accountId);
      return unwrap(resolved);
    },
  }),
);
