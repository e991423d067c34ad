import { Client, fetchExchange } from 'urql';
import { expect, test } from 'vitest';
import { changes } from '../../graphql/changes.ts';
import { openContactList } from './contact-list.ts';

type State = 'QUEUED' | 'SYNCED';

/** The list of a server that has one contact, whose name can be changed, always read as queued. */
function listOf(first: string) {
  let name = first;
  const client = new Client({
    url: 'http://handoff.example/graphql',
    preferGetMethod: false,
    requestPolicy: 'network-only',
    fetch: async () => Response.json({ data: { contacts: pageOf(name) } }),
    exchanges: [fetchExchange],
  });
  const list = openContactList(client, {});
  const shown = () => list.get().rows.map(({ contact, enrollment }) => [contact.name, enrollment.syncs[0]?.state]);
  return {
    list,
    shown: (wanted: readonly unknown[]) => expect.poll(shown, { timeout: 10_000 }).toEqual(wanted),
    now: shown,
    put: (other: string) => {
      name = other;
    },
  };
}

function pageOf(name: string, hasNextPage = false) {
  const sequence = { id: 'sequence', name: 'Data scientists', syncEnabled: true };
  const enrollment = {
    id: `${name} enrolled`,
    addedAt: '',
    repliedAt: null,
    sequence,
    syncs: [syncOf(name, 'QUEUED')],
  };
  const contact = { id: name, name, email: null, enrollments: { nodes: [enrollment] } };
  return { totalCount: 1, pageInfo: { hasNextPage, endCursor: name }, nodes: [contact] };
}

function syncOf(name: string, state: State) {
  const enrollment = { id: `${name} enrolled`, sequence: { id: 'sequence' } };
  const nothing = { reason: null, job: null, candidate: null, duplicateOf: null, error: null };
  return { id: `${name} synced`, state, label: state, updatedAt: '', enrollment, ...nothing };
}

test('a list that begins anew with as many rows as before follows the new ones', async () => {
  const { list, shown, put } = listOf('Ann');
  await shown([['Ann', 'QUEUED']]);
  put('Bob');
  changes.tell({ kind: 'SYNC', sync: syncOf('Bob', 'QUEUED') });
  await shown([['Bob', 'QUEUED']]);
  changes.tell({ kind: 'SYNC', sync: syncOf('Bob', 'SYNCED') });
  await shown([['Bob', 'SYNCED']]);
  list.close();
});

test('who asked for more while the list began anew gets what follows the new one', async () => {
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const names = ['One', 'Two', 'Three'];
  const client = new Client({
    url: 'http://handoff.example/graphql',
    preferGetMethod: false,
    requestPolicy: 'network-only',
    async fetch(_url, request) {
      const { after } = JSON.parse(String(request?.body)).variables;
      if (after === 'Two') {
        asked.resolve();
        await held.promise;
      }
      const contacts = pageOf(names[names.indexOf(after) + 1] ?? '', after !== 'Two');
      return Response.json({ data: { contacts } });
    },
    exchanges: [fetchExchange],
  });
  const list = openContactList(client, {});
  const shown = (wanted: readonly string[]) =>
    expect.poll(() => list.get().rows.map(({ contact }) => contact.name), { timeout: 10_000 }).toEqual(wanted);
  await shown(['One']);
  list.loadMore();
  await shown(['One', 'Two']);
  list.loadMore();
  await asked.promise;
  changes.tell({ kind: 'GAP' });
  await shown(['One']);
  held.resolve();
  await shown(['One', 'Two']);
  list.close();
});

test('a list that may be old is shown until it is read anew: it never looks empty', async () => {
  const { list, shown, now, put } = listOf('Ann');
  await shown([['Ann', 'QUEUED']]);
  const seen: unknown[] = [];
  list.subscribe(() => seen.push(now()));
  put('Bob');
  changes.tell({ kind: 'GAP' });
  await shown([['Bob', 'QUEUED']]);
  expect(seen).toEqual([[['Bob', 'QUEUED']]]);
  list.close();
});
