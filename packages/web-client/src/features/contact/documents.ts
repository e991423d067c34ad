import type { ResultOf } from 'gql.tada';
import { SyncParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';

export const Contacts = graphql(
  `query Contacts($filter: ContactFilter, $after: String) {
    contacts(filter: $filter, first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        name
        email
        enrollments(first: 5) { nodes { id addedAt sequence { id name } syncs { ...SyncParts } } }
      }
    }
  }`,
  [SyncParts],
);

export type ContactPage = ResultOf<typeof Contacts>['contacts'];
export type Contact = ContactPage['nodes'][number];
export type ContactFilter = {
  state?: Contact['enrollments']['nodes'][number]['syncs'][number]['state'];
  sequenceId?: string;
  search?: string;
};
