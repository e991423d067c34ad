import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { estimate } from '../frame/estimate.ts';
import type { Bench, Row } from '../frame/row.ts';
import { type Contender, takeTurns, timed } from '../frame/turns.ts';
import { type ConnectedAccount, connectAccount } from '../parts/connected-account.ts';
import { foundOrganisation } from '../parts/organisation.ts';
import { startProduct } from '../parts/product.ts';
import { settle } from '../parts/statements.ts';
import { bareIntents, bareQueueing } from '../peers/bare-queueing.ts';
import { graphileQueue, pgBossQueue } from '../peers/queues.ts';

const bare = 'bare INSERT … SELECT of the same rows';
const intentsAlone = 'bare INSERT … SELECT of the intents alone';
const boss = 'pg-boss insert';
const graphile = 'graphile-worker add_jobs';

/** The round that does not count may be small. */
const warmUp = 2_000;

export const row: Row = {
  number: 4,
  title: 'Queueing a resync of 100,000 contacts',
  target: 'at least half of the bare INSERT … SELECT; ahead of pg-boss insert and graphile-worker add_jobs',
  peers: [bare, intentsAlone, boss, graphile],
  async run(bench) {
    const contacts = bench.sized(100_000, 2_000);
    const { ours, theirs, close } = await openStand(bench, contacts);
    const found = await takeTurns({
      rounds: bench.sized(3, 1),
      ours: ours(contacts),
      beside: {
        [bare]: theirs.bare(contacts),
        [intentsAlone]: theirs.intentsAlone,
        [boss]: theirs.boss,
        [graphile]: theirs.graphile,
      },
    });
    const points: Record<'ours' | 'bare', [number, number][]> = { ours: [], bare: [] };
    for (const size of bench.sized([1_000, 10_000], [500])) {
      points.ours.push([size, await ours(size)(1)]);
      points.bare.push([size, await theirs.bare(size)(1)]);
    }
    await close();
    points.ours.push([contacts, estimate(found.ours).median]);
    points.bare.push([contacts, estimate(found.beside[bare] ?? []).median]);
    const perSecond = (ms: readonly number[]) => ms.map((one) => (contacts / one) * 1_000);
    const atLeast = (limit: number, times: string) => ({ bound: 'AT_LEAST', limit, times }) as const;
    const series = [
      { name: 'Handoff', points: points.ours },
      { name: bare, points: points.bare },
    ];
    return {
      figures: [
        {
          what: `contacts queued a second, of ${contacts}`,
          unit: 'contacts/s',
          ours: perSecond(found.ours),
          beside: Object.fromEntries(Object.entries(found.beside).map(([peer, ms]) => [peer, perSecond(ms)])),
          targets: [atLeast(0.5, bare), atLeast(1, boss), atLeast(1, graphile)],
        },
      ],
      growth: [{ title: 'From StartResync to its answer', x: 'contacts', y: 'ms', series }],
      notes: [
        'A run writes what a person sees of it in the same transaction: an intent, a run item, a step of history and a change of the feed for each contact, and the new state of its sync. The queues write a job for each, and nothing that anybody sees.',
      ],
    };
  },
};

/** One database and one product. Each of our rounds has an account of its own, whose contacts have all yet to sync. */
async function openStand(bench: Bench, contacts: number) {
  const databaseUrl = await bench.database('PRODUCT');
  const { emulator } = await foundOrganisation(bench);
  const product = await startProduct({ databaseUrl, atsUrl: emulator.url, role: 'api' });
  bench.defer(product.stop);
  const settings = { mode: 'ON_ADDED' };
  const newAccount = async (size: number) => {
    const account = { databaseUrl, productUrl: product.url, emulator, contacts: size, settings };
    const connected = await connectAccount(account);
    await settle(databaseUrl);
    return connected;
  };
  const queueing = (queue: (account: ConnectedAccount) => Promise<number>, account: ConnectedAccount, size: number) =>
    timed(async () => assert.equal(await queue(account), size));
  const anew =
    (queue: (account: ConnectedAccount) => Promise<number>) =>
    (size: number): Contender =>
    async (round) => {
      const inRound = round === 0 ? Math.min(size, warmUp) : size;
      return queueing(queue, await newAccount(inRound), inRound);
    };
  const shared = await newAccount(contacts);
  const [bossQueue, graphile] = [await pgBossQueue(databaseUrl), await graphileQueue(databaseUrl)];
  const intents = await bareIntents(databaseUrl);
  return {
    ours: anew(startRun),
    theirs: {
      bare: anew((account) => bareQueueing(databaseUrl, account)),
      intentsAlone: () => queueing(intents, shared, contacts),
      boss: () => queueing(bossQueue.queue, shared, contacts),
      graphile: () => queueing(graphile.queue, shared, contacts),
    },
    async close() {
      await bossQueue.stop();
      await graphile.stop();
    },
  };
}

async function startRun({ client, integrationId }: ConnectedAccount): Promise<number> {
  const input = { integrationId, all: true, idempotencyKey: randomUUID() };
  const { startResync } = await client.send('StartResync', { input });
  return startResync.total;
}
