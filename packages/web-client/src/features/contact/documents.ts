import type { ResultOf } from 'gql.tada';
import { SyncParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';
import type { Failure, Reason } from './states.ts';

export const Contacts = graphql(
  `query Contacts($filter: ContactFilter, $after: String) {
    contacts(filter: $filter, first: 100, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        name
        email
        enrollments(first: 5) { nodes { id addedAt repliedAt sequence { id name syncEnabled } syncs { ...SyncParts } } }
      }
    }
  }`,
  [SyncParts],
);

/** How many there are in each state, under the other filters. */
export const ContactCounts = graphql(
  `query ContactCounts(
    $all: ContactFilter, $notSynced: ContactFilter, $queued: ContactFilter, $syncing: ContactFilter
    $synced: ContactFilter, $exists: ContactFilter, $failed: ContactFilter
  ) {
    all: contacts(filter: $all, first: 1) { totalCount }
    NOT_SYNCED: contacts(filter: $notSynced, first: 1) { totalCount }
    QUEUED: contacts(filter: $queued, first: 1) { totalCount }
    SYNCING: contacts(filter: $syncing, first: 1) { totalCount }
    SYNCED: contacts(filter: $synced, first: 1) { totalCount }
    EXISTS: contacts(filter: $exists, first: 1) { totalCount }
    FAILED: contacts(filter: $failed, first: 1) { totalCount }
  }`,
);

export type Contact = ResultOf<typeof Contacts>['contacts']['nodes'][number];
export type Enrollment = Contact['enrollments']['nodes'][number];
type State = Enrollment['syncs'][number]['state'];

export type ContactFilter = {
  state?: State;
  reason?: Reason;
  errorCode?: Failure;
  sequenceId?: string;
  search?: string;
};
