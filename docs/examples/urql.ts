/** Follows the first integration with urql; React and its hooks would change nothing. */
import { setTimeout } from 'node:timers/promises';
import { Client, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';

const { HANDOFF_GRAPHQL: url = '', HANDOFF_TOKEN: token } = process.env;
const authorization = `Bearer ${token}`;

type Integration = { id: string; status: string; connector: { name: string } };
type Sync = { state: string; enrollment: { contact: { name: string } } };
type Frame = { cursor: string; sync: Sync | null };

/** The token is not, or no longer, valid: to try again does not help. */
const forbidden = 4403;

const socket = createClient({
  url: url.replace('http', 'ws'),
  connectionParams: { authorization },
  // A retry here would begin at the old cursor again: followUntilLost begins at the last one.
  retryAttempts: 0,
});

const client = new Client({
  url,
  preferGetMethod: false,
  fetchOptions: { headers: { authorization } },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe({ query, variables }, { ...sink, next: (value) => sink.next(value as never) }),
        }),
      }),
    }),
  ],
});

const integrations = gql<{ integrations: { nodes: Integration[] } }>`
  query Integrations {
    integrations { nodes { id status connector { name } } }
  }
`;

const syncUpdated = gql<{ syncUpdated: Frame }, { integrationId: string; after: string | undefined }>`
  subscription SyncUpdated($integrationId: ID!, $after: String) {
    syncUpdated(integrationId: $integrationId, after: $after) {
      cursor
      sync { state enrollment { contact { name } } }
    }
  }
`;

const { data, error } = await client.query(integrations, {});
if (!data) throw error;
for (const { connector, status } of data.integrations.nodes) console.log(`${connector.name} is ${status}`);
const [first] = data.integrations.nodes;
if (!first) throw new Error('Connect an integration first.');

let after = process.env.HANDOFF_AFTER;
for (;;) {
  await followUntilLost(first.id);
  await setTimeout(1_000);
}

/** Prints what changes after the cursor until the connection is lost; rejects when the server refuses. */
function followUntilLost(integrationId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    client.subscription(syncUpdated, { integrationId, after }).subscribe(({ data, error }) => {
      if (data) show(data.syncUpdated);
      if (!error) return;
      const { networkError } = error;
      const isLost = networkError && !('code' in networkError && networkError.code === forbidden);
      if (isLost) resolve();
      else reject(error);
    });
  });
}

function show({ cursor, sync }: Frame): void {
  after = cursor;
  console.log(sync ? `${cursor} ${sync.enrollment.contact.name} is ${sync.state}` : `${cursor} is now`);
}
