import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openDatabase } from '@handoff/server/src/database/client.ts';
import { within } from '@handoff/server/src/telemetry/scope.ts';
import { statementsOf } from '@handoff/server/test/budgets/count-statements.ts';
import type { Figure } from '../frame/outcome.ts';
import type { Bench, Row } from '../frame/row.ts';
import { foundOrganisation, sownEmail } from '../parts/organisation.ts';
import { connectedProduct, resyncAll } from '../parts/resync.ts';
import { naiveContacts } from '../peers/naive-resolvers.ts';

const naive = 'naive Prisma resolvers';
const mostStatements = 6;

export const row: Row = {
  number: 6,
  title: 'Statements per contract operation',
  target: 'constant in the page size, at most 6',
  peers: [naive],
  async run(bench) {
    const grown: (Counts & { readonly size: number })[] = [];
    for (const size of bench.sized([1, 5, 10, 25, 50], [3, 20])) grown.push({ size, ...(await countAt(bench, size)) });
    const [smallest, largest] = [grown.at(0), grown.at(-1)];
    assert(smallest && largest);
    const operations = Object.keys(largest.ours);
    const points = (counted: (one: Counts) => number) => grown.map((one): [number, number] => [one.size, counted(one)]);
    return {
      figures: [
        {
          what: 'operations that take more statements for a full page than for one contact',
          unit: '',
          ours: [operations.filter((name) => smallest.ours[name] !== largest.ours[name]).length],
          beside: { [naive]: [smallest.naive === largest.naive ? 0 : 1] },
          targets: [{ bound: 'AT_MOST', limit: 0, times: null }],
        },
        ...operations.map((name) => figureOf(name, largest)),
      ],
      growth: [
        {
          title: 'Statements of Contacts',
          x: 'contacts on the page',
          y: 'statements',
          series: [
            { name: 'Handoff', points: points(({ ours }) => ours.Contacts ?? 0) },
            { name: naive, points: points((one) => one.naive) },
          ],
        },
      ],
      notes: [
        `A page of ${largest.size} contacts, all of them synced. What begins, ends and walls in a transaction and whose token it is does not count, on either side.`,
        'The naive resolvers are written for Contacts alone: the other operations are about one object, or a list of one kind.',
      ],
    };
  },
};

type Counts = { readonly ours: Readonly<Record<string, number>>; readonly naive: number };

function figureOf(operation: string, { ours, naive: theirs }: Counts): Figure {
  return {
    what: `statements of ${operation}`,
    unit: '',
    ours: [ours[operation] ?? 0],
    beside: operation === 'Contacts' ? { [naive]: [theirs] } : {},
    targets: [{ bound: 'AT_MOST', limit: mostStatements, times: null }],
  };
}

async function countAt(bench: Bench, contacts: number): Promise<Counts> {
  const { emulator } = await foundOrganisation(bench);
  const databaseUrl = await bench.database('PRODUCT');
  const connected = await connectedProduct(bench, { databaseUrl, emulator, contacts });
  await resyncAll(connected);
  const { client, integrationId, accountId } = connected;
  const { contacts: page } = await client.send('Contacts');
  assert.equal(page.nodes.length, contacts);
  const [{ sequence, syncs }] = page.nodes[0].enrollments.nodes;
  const again = { integrationId, all: true, idempotencyKey: randomUUID() };
  const { startResync } = await client.send('StartResync', { input: again });
  const emails = Array.from({ length: contacts }, (_, index) => sownEmail(index + 1));
  const asked: readonly [Parameters<typeof client.send>[0], Readonly<Record<string, unknown>>][] = [
    ['Viewer', {}],
    ['Integrations', {}],
    ['Jobs', { integrationId }],
    ['SequenceSync', { id: sequence.id }],
    ['Contacts', {}],
    ['WhyNotSynced', { id: syncs[0].id }],
    ['CheckDuplicates', { integrationId, emails }],
    ['PreviewResync', { input: { integrationId, all: true } }],
    ['ResyncRun', { id: startResync.id }],
    ['AuditLog', {}],
  ];
  const ours: Record<string, number> = {};
  for (const [name, variables] of asked) {
    const ask = () => client.send(name, variables);
    await ask();
    ours[name] = (await statementsOf(ask)).length;
  }
  const database = openDatabase(databaseUrl);
  const theirs = await statementsOf(() => within({ requestId: 'naive' }, () => naiveContacts(database, accountId)));
  await database.$disconnect();
  await connected.stop();
  return { ours, naive: theirs.length };
}
