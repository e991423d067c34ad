import type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
import { RefusalParts } from '../../graphql/fragments.ts';
import { graphql } from '../../graphql/graphql.ts';

export const RunParts = graphql(
  `fragment RunParts on ResyncRun {
    id
    status
    total
    counts { synced linked exists failed skipped cancelled pending }
    skips { reason count }
    remoteCalls
    startedAt
    finishedAt
    estimatedSecondsLeft
    failures { code message count remedy { message } }
    integration { id connector { id name } }
  }`,
);
export type RunParts = FragmentOf<typeof RunParts>;

export const PreviewResync = graphql(
  `query PreviewResync($input: ResyncInput!) {
    previewResync(input: $input) { total remoteCalls estimatedSeconds outcomes { outcome reason count } }
  }`,
);
export type Preview = ResultOf<typeof PreviewResync>['previewResync'];
export type PreviewedOutcome = Preview['outcomes'][number];
export type ResyncInput = VariablesOf<typeof PreviewResync>['input'];
export type Override = NonNullable<ResyncInput['overrides']>[number];

export const StartResync = graphql(
  `mutation StartResync($input: StartResyncInput!) {
    startResync(input: $input) { __typename ...RunParts ...RefusalParts }
  }`,
  [RunParts, RefusalParts],
);

export const CancelResync = graphql(
  `mutation CancelResync($input: CancelResyncInput!) {
    cancelResync(input: $input) { __typename ...RunParts ...RefusalParts }
  }`,
  [RunParts, RefusalParts],
);

export const Run = graphql(`query Run($id: ID!) { node(id: $id) { __typename id ...RunParts } }`, [RunParts]);

/** When how many of a run ended. */
export const RunStretches = graphql(
  `query RunStretches($id: ID!) {
    node(id: $id) { __typename id ... on ResyncRun { stretches { at ended failed } } }
  }`,
);
export type Stretch = Extract<
  NonNullable<ResultOf<typeof RunStretches>['node']>,
  { __typename: 'ResyncRun' }
>['stretches'][number];

/** What became of whom, a page at a time. */
export const RunItems = graphql(
  `query RunItems($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      id
      ... on ResyncRun {
        items(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
            outcome
            endedAt
            error { message remedy { message } }
            sync { id candidate { url } enrollment { id sequence { id name } contact { id name email } } }
          }
        }
      }
    }
  }`,
);
export type RunItem = Extract<
  NonNullable<ResultOf<typeof RunItems>['node']>,
  { __typename: 'ResyncRun' }
>['items']['nodes'][number];

export const Runs = graphql(`query Runs { resyncRuns(first: 20) { nodes { ...RunParts } } }`, [RunParts]);

export const RunUpdated = graphql(`subscription RunUpdated($id: ID!) { resyncRunUpdated(id: $id) { ...RunParts } }`, [
  RunParts,
]);
