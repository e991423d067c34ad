import type { OptimisticMutationConfig } from '@urql/exchange-graphcache';
import { JobParts } from './fragments.ts';
import { graphql } from './graphql.ts';

/** All of a sequence that the answer to a change of it says. */
const Changed = graphql(
  `fragment ChangedSequence on Sequence {
    id
    syncEnabled
    jobSelection
    syncedWithoutEffectiveJob
    job { __typename ...JobParts }
    effectiveJob { __typename ...JobParts }
  }`,
  [JobParts],
);

type Change = { readonly input: ReturnType<typeof graphql.scalar<'UpdateSequenceSyncInput'>> };

/** What can be undone is shown as done at once; where it is refused, it goes back by itself. */
export const optimistic: OptimisticMutationConfig = {
  updateSequenceSync: ({ input }: Change, cache) => {
    const { sequenceId, syncEnabled, jobSelection, jobId } = input;
    const before = cache.readFragment(Changed, { __typename: 'Sequence', id: sequenceId });
    if (!before) return null;
    const job = jobId ? cache.readFragment(JobParts, { __typename: 'Job', id: jobId }) : null;
    return {
      ...before,
      __typename: 'Sequence',
      ...(typeof syncEnabled === 'boolean' ? { syncEnabled } : {}),
      ...(jobSelection ? { jobSelection, job: job && { ...job, __typename: 'Job' } } : {}),
    };
  },
};
