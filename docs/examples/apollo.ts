/** Follows the first integration with Apollo Client; React and its hooks would change nothing. */
import { setTimeout } from 'node:timers/promises';
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';

const { HANDOFF_GRAPHQL: url = '', HANDOFF_TOKEN: token } = process.env;
const authorization = `Bearer ${token}`;

type Integration = { id: string; status: string; connector: { name: string } };
type Sync = { state: string; enrollment: { contact: { name: string } } };
type Frame = { cursor: string; sync: Sync | null };

/** The token is not, or no longer, valid: to try again does not help. */
const forbidden = 4403;
let isForbidden = false;

const socket = createClient({
  url: url.replace('http', 'ws'),
  connectionParams: { authorization },
  // A retry here would begin at the old cursor again: followUntilLost begins at the last one.
  retryAttempts: 0,
  on: {
    closed: (event) => {
      isForbidden = event instanceof CloseEvent && event.code === forbidden;
    },
  },
});

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    new GraphQLWsLink(socket),
    new HttpLink({ uri: url, headers: { authorization } }),
  ),
});

const integrations: TypedDocumentNode<{ integrations: { nodes: Integration[] } }> = gql`
  query Integrations {
    integrations { nodes { id status connector { name } } }
  }
`;

const syncUpdated: TypedDocumentNode<{ syncUpdated: Frame }, { integrationId: string; after: string | undefined }> =
  gql`
  subscription SyncUpdated($integrationId: ID!, $after: String) {
    syncUpdated(integrationId: $integrationId, after: $after) {
      cursor
      sync { state enrollment { contact { name } } }
    }
  }
`;

const { data } = await client.query({ query: integrations });
const listed = data?.integrations.nodes ?? [];
for (const { connector, status } of listed) console.log(`${connector.name} is ${status}`);
const [first] = listed;
if (!first) throw new Error('Connect an integration first.');

let after = process.env.HANDOFF_AFTER;
for (;;) {
  await followUntilLost(first.id);
  await setTimeout(1_000);
}

/** Prints what changes after the cursor until the connection is lost; rejects when the server refuses. */
function followUntilLost(integrationId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const variables = { integrationId, after };
    client.subscribe({ query: syncUpdated, variables, fetchPolicy: 'no-cache' }).subscribe(({ data, error }) => {
      if (data) show(data.syncUpdated);
      if (!error) return;
      if (isForbidden || CombinedGraphQLErrors.is(error)) reject(error);
      else resolve();
    });
  });
}

function show({ cursor, sync }: Frame): void {
  after = cursor;
  console.log(sync ? `${cursor} ${sync.enrollment.contact.name} is ${sync.state}` : `${cursor} is now`);
}
