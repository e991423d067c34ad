import type { ResultOf } from 'gql.tada';
import { JobParts, RefusalParts, SequenceParts, SyncParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';

export const Sequences = graphql(
  `query Sequences($search: String) {
    sequences(search: $search, first: 100) { nodes { ...SequenceParts } totalCount }
  }`,
  [SequenceParts],
);

/** One of them, as lists call it. */
export const SequenceName = graphql(
  `query SequenceName($id: ID!) { node(id: $id) { __typename id ... on Sequence { name syncEnabled } } }`,
);

/** How many are switched off, of all there are. */
export const SwitchedOff = graphql(`query SwitchedOff { sequences(first: 1, syncEnabled: false) { totalCount } }`);

export const SequenceSync = graphql(
  `query SequenceSync($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Sequence { ...SequenceParts syncCounts { state reason count } syncedWithoutEffectiveJob }
    }
  }`,
  [SequenceParts],
);

export const UpdateSequenceSync = graphql(
  `mutation UpdateSequenceSync($input: UpdateSequenceSyncInput!) {
    updateSequenceSync(input: $input) {
      __typename
      ... on Sequence { id syncEnabled jobSelection syncedWithoutEffectiveJob job { ...JobParts } effectiveJob { ...JobParts } }
      ...RefusalParts
    }
  }`,
  [JobParts, RefusalParts],
);

export const AssignJob = graphql(
  `mutation AssignJob($input: AssignJobInput!) {
    assignJob(input: $input) {
      __typename
      ... on AssignJobSuccess { results { index sync { ...SyncParts } error { code message } } }
      ...RefusalParts
    }
  }`,
  [SyncParts, RefusalParts],
);
type AssignAnswer = ResultOf<typeof AssignJob>['assignJob'];
export type AssignedOf = Extract<AssignAnswer, { __typename: 'AssignJobSuccess' }>['results'][number];
