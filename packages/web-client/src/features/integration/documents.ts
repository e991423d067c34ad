import { IntegrationParts, JobParts, RefusalParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';

export const Integrations = graphql(
  `query Integrations {
    connectors { id name supportLevel capabilities credentialSchema }
    integrations(first: 10) { nodes { ...IntegrationParts } }
  }`,
  [IntegrationParts],
);

export const CheckCredential = graphql(
  `mutation CheckCredential($input: CheckCredentialInput!) {
    checkCredential(input: $input) {
      __typename
      ... on CredentialReport { organization permissions { name granted need requiredBy } }
      ... on RefusedError { permissions { name granted need requiredBy } }
      ...RefusalParts
    }
  }`,
  [RefusalParts],
);

export const ConnectIntegration = graphql(
  `mutation ConnectIntegration($input: ConnectIntegrationInput!) {
    connectIntegration(input: $input) { __typename ...IntegrationParts ...RefusalParts }
  }`,
  [IntegrationParts, RefusalParts],
);

export const UpdateSyncSettings = graphql(
  `mutation UpdateSyncSettings($input: UpdateSyncSettingsInput!) {
    updateSyncSettings(input: $input) { __typename ...IntegrationParts ...RefusalParts }
  }`,
  [IntegrationParts, RefusalParts],
);

export const PreviewSyncSettings = graphql(
  `query PreviewSyncSettings($input: UpdateSyncSettingsInput!) {
    previewSyncSettings(input: $input) { effects { description count affected } }
  }`,
);

export const Jobs = graphql(
  `query Jobs($integrationId: ID!, $search: String) {
    jobs(integrationId: $integrationId, search: $search, first: 20) { nodes { ...JobParts } totalCount }
  }`,
  [JobParts],
);

export const ReplaceCredential = graphql(
  `mutation ReplaceCredential($input: ReplaceCredentialInput!) {
    replaceCredential(input: $input) { __typename ...IntegrationParts ...RefusalParts }
  }`,
  [IntegrationParts, RefusalParts],
);

export const DisconnectIntegration = graphql(
  `mutation DisconnectIntegration($input: DisconnectIntegrationInput!) {
    disconnectIntegration(input: $input) { __typename ...IntegrationParts ...RefusalParts }
  }`,
  [IntegrationParts, RefusalParts],
);
