import type { ResultOf } from 'gql.tada';
import { RefusalParts, SyncParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';

export const SyncDetails = graphql(
  `query SyncDetails($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Sync {
        ...SyncParts
        application { remoteId status }
        matches { remoteId url createdAt }
        explanation { rule outcome detail }
        history(first: 20) { nodes { at to toReason } }
        enrollment {
          id
          addedAt
          repliedAt
          sequence { id name syncEnabled }
          contact {
            id
            name
            email
            company
            title
            linkedInUrl
            activities(first: 20) {
              totalCount
              nodes { type subject occurredAt writes { state reason error { message } integration { id } } }
            }
          }
        }
      }
    }
  }`,
  [SyncParts],
);

export type SyncDetailsOf = Extract<NonNullable<ResultOf<typeof SyncDetails>['node']>, { __typename: 'Sync' }>;

export type ActivityOf = SyncDetailsOf['enrollment']['contact']['activities']['nodes'][number];

export const EraseContact = graphql(
  `mutation EraseContact($input: EraseContactInput!) {
    eraseContact(input: $input) { __typename ... on EraseContactSuccess { receipt } ...RefusalParts }
  }`,
  [RefusalParts],
);

export const ResolveDuplicates = graphql(
  `mutation ResolveDuplicates($input: ResolveDuplicatesInput!) {
    resolveDuplicates(input: $input) {
      __typename
      ... on ResolveDuplicatesSuccess { results { index sync { ...SyncParts } error { code message } } }
      ...RefusalParts
    }
  }`,
  [SyncParts, RefusalParts],
);
