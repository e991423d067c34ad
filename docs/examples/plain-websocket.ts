/**
 * Follows the first integration with what Node and every browser have.
 * The messages are those of graphql-transport-ws: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 */
import { setTimeout } from 'node:timers/promises';

const { HANDOFF_GRAPHQL: url = '', HANDOFF_TOKEN: token } = process.env;
const authorization = `Bearer ${token}`;

type Integration = { id: string; status: string; connector: { name: string } };
type Sync = { state: string; enrollment: { contact: { name: string } } };
type Frame = { cursor: string; sync: Sync | null };
type GraphQLErrors = { message: string }[];
type Message =
  | { type: 'connection_ack' | 'ping' | 'pong' | 'complete' }
  | { type: 'next'; payload: { data: { syncUpdated: Frame } } | { errors: GraphQLErrors } }
  | { type: 'error'; payload: GraphQLErrors };

/** The token is not, or no longer, valid: to try again does not help. */
const forbidden = 4403;

const integrations = `query Integrations {
  integrations { nodes { id status connector { name } } }
}`;

const syncUpdated = `subscription SyncUpdated($integrationId: ID!, $after: String) {
  syncUpdated(integrationId: $integrationId, after: $after) {
    cursor
    sync { state enrollment { contact { name } } }
  }
}`;

const listed = await list();
for (const { connector, status } of listed) console.log(`${connector.name} is ${status}`);
const [first] = listed;
if (!first) throw new Error('Connect an integration first.');

let after = process.env.HANDOFF_AFTER;
for (;;) {
  await followUntilLost(first.id);
  await setTimeout(1_000);
}

async function list(): Promise<Integration[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: integrations }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  const { data }: { data: { integrations: { nodes: Integration[] } } } = JSON.parse(await response.text());
  return data.integrations.nodes;
}

/** Prints what changes after the cursor until the connection is lost; rejects when the server refuses. */
function followUntilLost(integrationId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    const send = (message: unknown) => socket.send(JSON.stringify(message));
    const refuse = ([error]: GraphQLErrors) => reject(new Error(error?.message));
    const subscribe = () =>
      send({ id: '1', type: 'subscribe', payload: { query: syncUpdated, variables: { integrationId, after } } });

    socket.onopen = () => send({ type: 'connection_init', payload: { authorization } });
    socket.onclose = ({ code, reason }) => (code === forbidden ? reject(new Error(reason)) : resolve());
    socket.onmessage = ({ data }) => {
      const message: Message = JSON.parse(data);
      switch (message.type) {
        case 'connection_ack':
          return subscribe();
        case 'ping':
          return send({ type: 'pong' });
        case 'next':
          return 'errors' in message.payload ? refuse(message.payload.errors) : show(message.payload.data.syncUpdated);
        case 'error':
          return refuse(message.payload);
      }
    };
  });
}

function show({ cursor, sync }: Frame): void {
  after = cursor;
  console.log(sync ? `${cursor} ${sync.enrollment.contact.name} is ${sync.state}` : `${cursor} is now`);
}
