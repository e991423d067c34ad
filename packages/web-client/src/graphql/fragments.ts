import type { FragmentOf } from 'gql.tada';
import { graphql } from './graphql.ts';

export const JobParts = graphql(`fragment JobParts on Job { id title status confidential }`);
export type JobParts = FragmentOf<typeof JobParts>;

export const IntegrationParts = graphql(
  `fragment IntegrationParts on Integration {
    id
    connector { id name }
    status
    statusDetail
    connectedAt
    credentialHint
    permissions { name granted need requiredBy }
    settings { mode deduplication onDuplicate activityTracking defaultJob { ...JobParts } }
  }`,
  [JobParts],
);
export type IntegrationParts = FragmentOf<typeof IntegrationParts>;
export type Settings = IntegrationParts['settings'];

export const SyncParts = graphql(
  `fragment SyncParts on Sync {
    id
    state
    reason
    label
    updatedAt
    job { ...JobParts }
    candidate { remoteId url }
    duplicateOf { remoteId url createdAt }
    error { code message retryAt attempts remedy { message action url } }
  }`,
  [JobParts],
);
export type SyncParts = FragmentOf<typeof SyncParts>;

export const SequenceParts = graphql(
  `fragment SequenceParts on Sequence {
    id
    name
    syncEnabled
    jobSelection
    contactCount
    job { ...JobParts }
    effectiveJob { ...JobParts }
  }`,
  [JobParts],
);
export type SequenceParts = FragmentOf<typeof SequenceParts>;

/** Why something was refused, as every mutation answers it. */
export const RefusalParts = graphql(
  `fragment RefusalParts on UserError { __typename code message path remedy { message } }`,
);
export type Refusal = FragmentOf<typeof RefusalParts>;
