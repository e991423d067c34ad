import assert from 'node:assert/strict';
import { documents } from '@handoff/server/test/support/documents.ts';
import { z } from 'zod';
import type { Figure } from '../frame/outcome.ts';
import type { Bench, Row } from '../frame/row.ts';
import { takeTurns } from '../frame/turns.ts';
import type { Account } from '../parts/account.ts';
import { startApart } from '../parts/apart.ts';
import { type Asking, answerTo, askFor } from '../parts/closed-loop.ts';
import { sowHandedOver } from '../parts/handed-over.ts';
import { contactsOfPostgraphile, peopleOfPostgraphile } from '../peers/postgraphile-contacts.ts';

const ours = 'Handoff';
const postgraphile = 'PostGraphile';
const yoga = 'bare Yoga, same resolvers';
const apollo = 'Apollo Server, same schema';
const sql = 'the same SQL through pg';
const first = 'the first page';
const pages = ['first', 'deep'] as const;
type Page = (typeof pages)[number];

export const row: Row = {
  number: 5,
  title: 'The Contacts operation over 1,000,000 contacts of one account, with all that stands before it',
  target: 'ahead of PostGraphile and Apollo Server; at least 0.75 of bare Yoga; a deep page at most 1.2 × the first',
  peers: [postgraphile, yoga, apollo, sql],
  async run(bench) {
    const contacts = bench.sized(1_000_000, 20_000);
    const stand = await openStand(bench, contacts);
    const p99s = new Map<string, number[]>();
    const pace = (asking: Asking, name: string) => async (round: number) => {
      const { perSecond, p99Ms } = await askFor(bench.sized(1_000, 500), asking);
      if (round > 0) p99s.set(name, [...(p99s.get(name) ?? []), p99Ms]);
      return perSecond;
    };
    const turns = pages.flatMap((page) =>
      Object.entries(stand).map(([peer, asks]) => [`${peer} ${page}`, pace(asks[page], `${peer} ${page}`)] as const),
    );
    const [own, ...others] = turns;
    if (!own) throw new Error('nobody is measured');
    const found = await takeTurns({ rounds: bench.sized(5, 1), ours: own[1], beside: Object.fromEntries(others) });
    const paces: Readonly<Record<string, readonly number[]>> = { ...found.beside, [own[0]]: found.ours };
    const figure = (page: Page, values: (name: string) => readonly number[]) => ({
      ours: [...values(`${ours} ${page}`)],
      beside: Object.fromEntries(row.peers.map((peer) => [peer, [...values(`${peer} ${page}`)]])),
    });
    const paceOf = (name: string) => paces[name] ?? [];
    const figures = pages.flatMap((page): Figure[] => [
      { what: `${page} page`, unit: 'answers/s', ...figure(page, paceOf), targets: aheadOf },
      { what: `${page} page, p99`, unit: 'ms', ...figure(page, (name) => p99s.get(name) ?? []), targets: [] },
    ]);
    const each = (page: Page) => paceOf(`${ours} ${page}`).map((perSecond) => 1_000 / perSecond);
    const atMost = { bound: 'AT_MOST', limit: 1.2, times: first } as const;
    figures.push({
      what: 'work of a deep page',
      unit: 'ms',
      ours: each('deep'),
      beside: { [first]: each('first') },
      targets: [atMost],
    });
    return { figures, growth: [], notes };
  },
};

const aheadOf = [
  { bound: 'AT_LEAST', limit: 1, times: postgraphile },
  { bound: 'AT_LEAST', limit: 1, times: apollo },
  { bound: 'AT_LEAST', limit: 0.75, times: yoga },
] as const;

const notes = [
  'Eight connections, each asking anew once it is answered; servers, database and who asks share the cores. The deep page begins in the middle.',
  'Ours looks up the token, counts requests, measures the document and reads behind row-level security. No peer does: they are given the account.',
  'PostGraphile says how many there are by counting them, as it does by default; the schema’s own count is kept as contacts come and go.',
];

/** Every contender with what it is asked for each page, once all of them have given the same answers. */
async function openStand(bench: Bench, contacts: number) {
  const databaseUrl = await bench.database('PRODUCT');
  const account = await sowHandedOver(databaseUrl, contacts);
  bench.say(`${contacts} contacts are there`);
  const servers = await openServers(bench, databaseUrl, account);
  const headers = { authorization: `Bearer ${account.token}` };
  const ask = (url: string, after: string | null): Asking => {
    return { url, headers, body: { query: documents.Contacts, variables: after === null ? {} : { after } } };
  };
  const deep = cursorOf(account.accountId, contacts / 2);
  const both = (url: string): Record<Page, Asking> => ({ first: ask(url, null), deep: ask(url, deep) });
  const stand: Record<string, Record<Page, Asking>> = {
    [ours]: both(`${servers.product}/graphql`),
    [postgraphile]: await contactsOfPostgraphile(servers.postgraphile, account, contacts / 2),
    [yoga]: both(`${servers.yoga}/graphql`),
    [apollo]: both(servers.apollo),
    [sql]: both(servers.sql),
  };
  for (const page of pages) await checkSame(stand, page, contacts);
  return stand;
}

async function openServers(bench: Bench, databaseUrl: string, { accountId }: Account) {
  const settings = { HANDOFF_REQUESTS_PER_MINUTE: '10000000' };
  const open = async (name: string, more: Readonly<Record<string, unknown>> = {}) => {
    const server = await startApart(name, { databaseUrl, accountId, ...more });
    bench.defer(server.kill);
    return server.url;
  };
  return {
    product: await open('product', { atsUrl: 'http://127.0.0.1:9', role: 'api', settings }),
    postgraphile: await open('postgraphile'),
    yoga: await open('bare-yoga'),
    apollo: await open('apollo'),
    sql: await open('plain-sql'),
  };
}

/** As the relay plugin writes it: of the contact with this number. */
function cursorOf(accountId: string, number: number): string {
  const id = `01900004-0000-7000-8000-${Math.floor(number).toString(16).padStart(12, '0')}`;
  return Buffer.from(`GPC:T:${JSON.stringify([`S:${accountId}`, `S:${id}`])}`).toString('base64');
}

const answer = z.object({ data: z.object({ contacts: z.unknown() }) });
const people = z.object({ totalCount: z.number(), nodes: z.array(z.object({ email: z.string() })) });

async function checkSame(stand: Record<string, Record<Page, Asking>>, page: Page, contacts: number): Promise<void> {
  const answerOf = (peer: string) => {
    const asks = stand[peer];
    if (!asks) throw new Error(`${peer} is not there`);
    return answerTo(asks[page]);
  };
  const [own, fromYoga, fromApollo] = await Promise.all(
    [ours, yoga, apollo].map(async (peer) => answer.parse(JSON.parse(await answerOf(peer))).data.contacts),
  );
  assert.deepEqual(fromYoga, own);
  assert.deepEqual(fromApollo, own);
  const { totalCount, nodes } = people.parse(own);
  assert.deepEqual([totalCount, nodes.length], [contacts, 50]);
  const same = peopleOfPostgraphile(await answerOf(postgraphile));
  assert.deepEqual(same, { totalCount, people: peopleOf(own) });
  const rows = await answerOf(sql);
  for (const { email } of nodes) assert.ok(rows.includes(email), email);
}

const reference = z.object({ remoteId: z.string() }).nullable();
const sync = z.object({
  state: z.string(),
  reason: z.string().nullable(),
  job: z.object({ title: z.string() }).nullable(),
  candidate: reference,
  application: reference,
  duplicateOf: reference,
  error: z.object({ code: z.string() }).nullable(),
});
const page = z.object({
  nodes: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      enrollments: z.object({
        nodes: z.array(z.object({ sequence: z.object({ name: z.string() }), syncs: z.array(sync) })),
      }),
    }),
  ),
});

/** What an answer says of people, in a form that PostGraphile's can be brought into too. */
function peopleOf(contacts: unknown): readonly unknown[] {
  return page.parse(contacts).nodes.map(({ name, email, enrollments }) => ({
    name,
    email,
    sequences: enrollments.nodes.map(({ sequence, syncs }) => ({
      name: sequence.name,
      syncs: syncs.map(({ state, reason, job, candidate, application, error }) => ({
        state,
        reason,
        job: job?.title ?? null,
        candidate: candidate?.remoteId ?? null,
        application: application?.remoteId ?? null,
        error: error?.code ?? null,
      })),
    })),
    mark:
      enrollments.nodes.flatMap(({ syncs }) => syncs.map(({ duplicateOf }) => duplicateOf?.remoteId ?? null))[0] ??
      null,
  }));
}
