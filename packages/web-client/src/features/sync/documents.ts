import type { ResultOf } from 'gql.tada';
import { SyncParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';

export const SyncDetails = graphql(
  `query SyncDetails($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Sync {
        ...SyncParts
        application { remoteId status }
        enrollment {
          id
          addedAt
          repliedAt
          sequence { id name syncEnabled }
          contact { id name email company title linkedInUrl }
        }
      }
    }
  }`,
  [SyncParts],
);

export type SyncDetailsOf = Extract<NonNullable<ResultOf<typeof SyncDetails>['node']>, { __typename: 'Sync' }>;
