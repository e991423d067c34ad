import { Client, type DocumentInput, fetchExchange, gql, subscriptionExchange } from 'urql';
import { expect, test } from 'vitest';
import { newestTold } from './newest-told.ts';

const Runs = gql`query Runs { resyncRuns { nodes { __typename id status counts { pending } } } }`;
const RunUpdated = gql`subscription RunUpdated { resyncRunUpdated { __typename id status counts { pending } } }`;
const Contacts = gql`query Contacts { contacts { nodes { syncs { __typename id state updatedAt } } } }`;
const SyncUpdated = gql`subscription SyncUpdated { syncUpdated { sync { __typename id state updatedAt } } }`;

/** A client whose server answers a query, and says something over its live connection, when the test wants it to. */
async function listening(live: DocumentInput) {
  const { promise: answered, resolve: answer } = Promise.withResolvers<object>();
  const { promise: opened, resolve: open } = Promise.withResolvers<(data: object) => void>();
  const client = new Client({
    url: 'http://handoff.example/graphql',
    preferGetMethod: false,
    fetch: async () => Response.json({ data: await answered }),
    exchanges: [
      newestTold(),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: () => ({
          subscribe(sink) {
            open((data) => sink.next({ data }));
            return { unsubscribe: () => undefined };
          },
        }),
      }),
    ],
  });
  client.subscription(live, {}).subscribe(() => undefined);
  return { client, answer, say: await opened };
}

function run(id: string, pending: number) {
  return { __typename: 'ResyncRun', id, status: pending > 0 ? 'RUNNING' : 'COMPLETED', counts: { pending } };
}

function sync(state: string, updatedAt: string) {
  return { __typename: 'Sync', id: 'one', state, updatedAt };
}

test('an answer under way when a frame tells of a run does not undo it, and says of other runs what it said', async () => {
  const { client, answer, say } = await listening(RunUpdated);
  const runs = client.query(Runs, {}).toPromise();
  say({ resyncRunUpdated: run('one', 0) });
  answer({ resyncRuns: { nodes: [run('one', 3), run('other', 5)] } });
  expect((await runs).data?.resyncRuns.nodes).toEqual([run('one', 0), run('other', 5)]);
});

test('an answer that knows more of a run than the frame did stays as it is', async () => {
  const { client, answer, say } = await listening(RunUpdated);
  const runs = client.query(Runs, {}).toPromise();
  say({ resyncRunUpdated: run('one', 3) });
  answer({ resyncRuns: { nodes: [run('one', 1)] } });
  expect((await runs).data?.resyncRuns.nodes).toEqual([run('one', 1)]);
});

test('of several frames of a run the last one told counts', async () => {
  const { client, answer, say } = await listening(RunUpdated);
  const runs = client.query(Runs, {}).toPromise();
  say({ resyncRunUpdated: run('one', 2) });
  say({ resyncRunUpdated: run('one', 1) });
  answer({ resyncRuns: { nodes: [run('one', 3)] } });
  expect((await runs).data?.resyncRuns.nodes).toEqual([run('one', 1)]);
});

test('a query that begins after the frame is believed', async () => {
  const { client, answer, say } = await listening(RunUpdated);
  say({ resyncRunUpdated: run('one', 0) });
  answer({ resyncRuns: { nodes: [run('one', 3)] } });
  expect((await client.query(Runs, {}).toPromise()).data?.resyncRuns.nodes).toEqual([run('one', 3)]);
});

test.each([
  { told: '2026-11-25T10:00:02.000Z', read: '2026-11-25T10:00:01.000Z', stands: 'SYNCED' },
  { told: '2026-11-25T10:00:01.000Z', read: '2026-11-25T10:00:02.000Z', stands: 'QUEUED' },
])('of a sync told of at $told and read as of $read, the newer stands', async ({ told, read, stands }) => {
  const { client, answer, say } = await listening(SyncUpdated);
  const contacts = client.query(Contacts, {}).toPromise();
  say({ syncUpdated: { sync: sync('SYNCED', told) } });
  answer({ contacts: { nodes: [{ syncs: [sync('QUEUED', read)] }] } });
  expect((await contacts).data?.contacts.nodes[0].syncs[0].state).toBe(stands);
});
