/** The operations that clients send, in the public names of the API. */
const job = 'fragment JobParts on Job { id title status }';

const integration = `fragment IntegrationParts on Integration {
  id connector { id name supportLevel } status statusDetail connectedAt credentialHint
  permissions { name granted requiredBy }
  settings { mode deduplication onDuplicate defaultJob { ...JobParts } activityTracking }
} ${job}`;

const sync = `fragment SyncParts on Sync {
  id state reason label job { ...JobParts } candidate { remoteId url } application { remoteId status }
  duplicateOf { remoteId url createdAt } error { code message remedy { message action url } retryAt attempts } updatedAt
} ${job}`;

const run = `fragment RunParts on ResyncRun {
  id status total counts { synced linked exists failed skipped cancelled pending }
  remoteCalls startedAt finishedAt estimatedSecondsLeft failures { code message count } skips { reason count }
}`;

const refusal = '... on UserError { code message path remedy { message } }';

export const documents = {
  Viewer: 'query Viewer { viewer { account { id name } member { id name role } scopes } }',
  Integrations: `query Integrations {
    connectors { id name supportLevel capabilities credentialSchema }
    integrations(first: 10) { nodes { ...IntegrationParts } totalCount }
  } ${integration}`,
  CheckCredential: `mutation CheckCredential($input: CheckCredentialInput!) {
    checkCredential(input: $input) { __typename ... on CredentialReport { organization permissions { name granted requiredBy } } ${refusal} }
  }`,
  ConnectIntegration: `mutation ConnectIntegration($input: ConnectIntegrationInput!) {
    connectIntegration(input: $input) {
      __typename ... on Integration { ...IntegrationParts } ... on RefusedError { permissions { name granted requiredBy } } ${refusal}
    }
  } ${integration}`,
  ReplaceCredential: `mutation ReplaceCredential($input: ReplaceCredentialInput!) {
    replaceCredential(input: $input) { __typename ... on Integration { ...IntegrationParts } ${refusal} }
  } ${integration}`,
  DisconnectIntegration: `mutation DisconnectIntegration($input: DisconnectIntegrationInput!) {
    disconnectIntegration(input: $input) { __typename ... on Integration { ...IntegrationParts } ${refusal} }
  } ${integration}`,
  UpdateSyncSettings: `mutation UpdateSyncSettings($input: UpdateSyncSettingsInput!) {
    updateSyncSettings(input: $input) { __typename ... on Integration { ...IntegrationParts } ${refusal} }
  } ${integration}`,
  Jobs: `query Jobs($integrationId: ID!, $search: String) {
    jobs(integrationId: $integrationId, search: $search, first: 20) { nodes { ...JobParts } totalCount }
  } ${job}`,
  CreateSequence: `mutation CreateSequence($input: CreateSequenceInput!) {
    createSequence(input: $input) { __typename ... on Sequence { id name } ${refusal} }
  }`,
  UpdateSequenceSync: `mutation UpdateSequenceSync($input: UpdateSequenceSyncInput!) {
    updateSequenceSync(input: $input) {
      __typename
      ... on Sequence { id syncEnabled jobSelection job { ...JobParts } effectiveJob { ...JobParts } }
      ${refusal}
    }
  } ${job}`,
  SequenceSync: `query SequenceSync($id: ID!) {
    node(id: $id) {
      ... on Sequence {
        id name syncEnabled jobSelection job { ...JobParts } effectiveJob { ...JobParts }
        contactCount syncCounts { state reason count } syncedWithoutEffectiveJob
      }
    }
  } ${job}`,
  AddContactsToSequence: `mutation AddContactsToSequence($input: AddContactsToSequenceInput!) {
    addContactsToSequence(input: $input) {
      __typename
      ... on AddContactsToSequenceSuccess {
        accepted
        results {
          index
          enrollment { id addedAt contact { id name email } syncs { ...SyncParts } }
          error { code message path }
        }
      }
      ${refusal}
    }
  } ${sync}`,
  RecordEmailEvents: `mutation RecordEmailEvents($input: RecordEmailEventsInput!) {
    recordEmailEvents(input: $input) {
      __typename
      ... on RecordEmailEventsSuccess { accepted results { index error { code message path } } }
      ${refusal}
    }
  }`,
  Contacts: `query Contacts($filter: ContactFilter, $after: String) {
    contacts(filter: $filter, first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id name email
        enrollments(first: 5) { nodes { id addedAt repliedAt sequence { id name } syncs { ...SyncParts } } }
      }
    }
  } ${sync}`,
  WhyNotSynced: `query WhyNotSynced($id: ID!) {
    node(id: $id) {
      ... on Sync { ...SyncParts matches { remoteId } explanation { rule outcome detail } history(first: 20) { nodes { at from to cause } } }
    }
  } ${sync}`,
  CheckDuplicates: `query CheckDuplicates($integrationId: ID!, $emails: [String!]!) {
    checkDuplicates(integrationId: $integrationId, emails: $emails) { email exists candidate { remoteId url createdAt } }
  }`,
  ResolveDuplicates: `mutation ResolveDuplicates($input: ResolveDuplicatesInput!) {
    resolveDuplicates(input: $input) {
      __typename
      ... on ResolveDuplicatesSuccess { results { index sync { ...SyncParts } error { code message path } } }
      ${refusal}
    }
  } ${sync}`,
  AssignJob: `mutation AssignJob($input: AssignJobInput!) {
    assignJob(input: $input) {
      __typename ... on AssignJobSuccess { results { index sync { ...SyncParts } error { code message path } } } ${refusal}
    }
  } ${sync}`,
  PreviewResync: `query PreviewResync($input: ResyncInput!) {
    previewResync(input: $input) { total outcomes { outcome reason count } remoteCalls estimatedSeconds }
  }`,
  StartResync: `mutation StartResync($input: StartResyncInput!) {
    startResync(input: $input) { __typename ... on ResyncRun { ...RunParts } ${refusal} }
  } ${run}`,
  CancelResync: `mutation CancelResync($input: CancelResyncInput!) {
    cancelResync(input: $input) { __typename ... on ResyncRun { ...RunParts } ${refusal} }
  } ${run}`,
  ResyncRun: `query ResyncRun($id: ID!) { node(id: $id) { ... on ResyncRun { ...RunParts } } } ${run}`,
  ResyncRunUpdated: `subscription ResyncRunUpdated($id: ID!) { resyncRunUpdated(id: $id) { ...RunParts } } ${run}`,
  EraseContact: `mutation EraseContact($input: EraseContactInput!) {
    eraseContact(input: $input) {
      __typename
      ... on EraseContactSuccess { receipt erasure { id requests { integration { id } state error { code message } } } }
      ${refusal}
    }
  }`,
  AuditLog: `query AuditLog($after: String) {
    auditLog(first: 50, after: $after) {
      nodes { id at actor { name } action target summary changes { field from to } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Health: `query Health {
    integrations(first: 10) { nodes { health { summary waiting oldestWaitingAt checkedAt resumeAt changesCome limitUsed candidatesReadAt } } }
  }`,
  RunItems: `query RunItems($id: ID!) {
    node(id: $id) { ... on ResyncRun {
      stretches { at ended failed }
      items(first: 100) { totalCount nodes { outcome endedAt error { code message } sync { id state } } }
    } }
  }`,
  SequencesOff: 'query SequencesOff { sequences(first: 1, syncEnabled: false) { totalCount nodes { id } } }',
  Activities: `query Activities($filter: ContactFilter) {
    contacts(filter: $filter, first: 1) {
      nodes { activities(first: 100) { totalCount nodes { type subject occurredAt writes { state reason error { code } } } } }
    }
  }`,
  SyncUpdated: `subscription SyncUpdated($integrationId: ID!, $sequenceId: ID, $after: String) {
    syncUpdated(integrationId: $integrationId, sequenceId: $sequenceId, after: $after) { cursor sync { ...SyncParts } }
  } ${sync}`,
  IntegrationUpdated: `subscription IntegrationUpdated($id: ID!) {
    integrationUpdated(id: $id) { ...IntegrationParts }
  } ${integration}`,
  CreateApiToken: `mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      __typename ... on CreateApiTokenSuccess { secret token { id name scopes expiresAt lastUsedAt } } ${refusal}
    }
  }`,
  RevokeApiToken: `mutation RevokeApiToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) { __typename ... on ApiToken { id revokedAt } ${refusal} }
  }`,
} as const;
