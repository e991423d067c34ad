import type { ResultOf } from 'gql.tada';
import { graphql } from '../../graphql/graphql.ts';

export const Health = graphql(
  `query Health {
    integrations(first: 10) {
      nodes {
        id
        connector { id name }
        status
        statusDetail
        health { summary checkedAt waiting oldestWaitingAt resumeAt limitUsed candidatesReadAt changesCome }
      }
    }
  }`,
);
export type HealthOf = ResultOf<typeof Health>['integrations']['nodes'][number];

export const AuditLog = graphql(
  `query AuditLog($after: String) {
    auditLog(first: 50, after: $after) {
      nodes { id at actor { name } summary }
      pageInfo { hasNextPage endCursor }
    }
  }`,
);
export type AuditEntryOf = ResultOf<typeof AuditLog>['auditLog']['nodes'][number];
