import type { ResultOf, VariablesOf } from 'gql.tada';
import { RefusalParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';

export const ApiTokens = graphql(
  `query ApiTokens {
    apiTokens(first: 50) { nodes { id name scopes createdAt expiresAt lastUsedAt revokedAt } }
  }`,
);
export type TokenOf = ResultOf<typeof ApiTokens>['apiTokens']['nodes'][number];

export const CreateApiToken = graphql(
  `mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      __typename
      ... on CreateApiTokenSuccess { secret token { id name } }
      ...RefusalParts
    }
  }`,
  [RefusalParts],
);
export type Scope = VariablesOf<typeof CreateApiToken>['input']['scopes'][number];

export const RevokeApiToken = graphql(
  `mutation RevokeApiToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) { __typename ... on ApiToken { id revokedAt } ...RefusalParts }
  }`,
  [RefusalParts],
);
