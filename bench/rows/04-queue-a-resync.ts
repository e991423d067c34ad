import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { startEmulator } from '@handoff/ats-ashby/emulator';
import type { Bench, Row } from '../frame/row.ts';
import { type Contender, takeTurns, timed } from '../frame/turns.ts';
import { type ConnectedAccount, connectAccount } from '../parts/connected-account.ts';
import { startProduct } from '../parts/product.ts';
import { settle } from '../parts/statements.ts';
import { bareQueueing } from '../peers/bare-queueing.ts';
import { graphileQueue, pgBossQueue } from '../peers/queues.ts';

const bare = 'bare INSERT … SELECT of the same rows';
const intentsAlone = 'bare INSERT … SELECT of the intents alone';
const boss = 'pg-boss insert';
const graphile = 'graphile-worker add_jobs';

export const row: Row = {
  number: 4,
  title: 'Queueing a resync of 100,000 contacts',
  target: 'at least half of the bare INSERT … SELECT; ahead of pg-boss insert and graphile-worker add_jobs',
  peers: [bare, intentsAlone, boss, graphile],
  async run(bench) {
    const stand = await openStand(bench);
    const contacts = bench.sized(100_000, 2_000);
    const rounds = bench.sized(5, 1);
    const found = await takeTurns({
      rounds,
      ours: stand.ours(contacts),
      beside: {
        [bare]: stand.bare(contacts, 'ALL_ROWS'),
        [intentsAlone]: stand.bare(contacts, 'INTENTS'),
        [boss]: await stand.boss(contacts),
        [graphile]: await stand.graphile(contacts),
      },
    });
    const perSecond = (ms: readonly number[]) => ms.map((one) => (contacts / one) * 1_000);
    const figure = {
      what: 'contacts queued a second',
      unit: 'contacts/s',
      ours: perSecond(found.ours),
      beside: Object.fromEntries(Object.entries(found.beside).map(([peer, ms]) => [peer, perSecond(ms)])),
    };
    const atLeast = (limit: number, times: string) => ({ bound: 'AT_LEAST', limit, times }) as const;
    return {
      figures: [{ ...figure, targets: [atLeast(0.5, bare), atLeast(1, boss), atLeast(1, graphile)] }],
      growth: [],
      notes: [],
    };
  },
};

/** One database and one product; each round has an account of its own, whose contacts have all yet to sync. */
async function openStand(bench: Bench) {
  const databaseUrl = await bench.database('PRODUCT');
  const emulator = await startEmulator({ port: 0, seed: { candidates: 0, jobs: 1 }, limitPerMinute: 1_000_000 });
  bench.defer(emulator.stop);
  const product = await startProduct({ databaseUrl, atsUrl: emulator.url, role: 'api' });
  bench.defer(product.stop);
  const settings = { mode: 'ON_ADDED' };
  const timeQueueing =
    (contacts: number, queue: (account: ConnectedAccount) => Promise<unknown>): Contender =>
    async () => {
      const account = await connectAccount({ databaseUrl, productUrl: product.url, emulator, contacts, settings });
      await settle(databaseUrl);
      return timed(async () => assert.equal(await queue(account), contacts));
    };
  return {
    ours: (contacts: number) =>
      timeQueueing(contacts, async ({ client, integrationId }) => {
        const input = { integrationId, all: true, idempotencyKey: randomUUID() };
        const { startResync } = await client.send('StartResync', { input });
        return startResync.total;
      }),
    bare: (contacts: number, writes: 'INTENTS' | 'ALL_ROWS') =>
      timeQueueing(contacts, (account) => bareQueueing(databaseUrl, account, writes)),
    async boss(contacts: number) {
      const peer = await pgBossQueue(databaseUrl);
      bench.defer(peer.stop);
      return timeQueueing(contacts, peer.queue);
    },
    async graphile(contacts: number) {
      const peer = await graphileQueue(databaseUrl);
      bench.defer(peer.stop);
      return timeQueueing(contacts, peer.queue);
    },
  };
}
