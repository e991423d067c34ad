import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from '@handoff/ats-ashby/emulator';
import pg from 'pg';
import { quantile } from '../frame/estimate.ts';
import type { Bench, Row } from '../frame/row.ts';
import { type Apart, startApart } from '../parts/apart.ts';
import { type ConnectedAccount, connectAccount } from '../parts/connected-account.ts';
import { settle } from '../parts/statements.ts';

const documented = {
  'BullMQ, documented': 60,
  'pg-boss, documented': 900,
  'graphile-worker, documented': 14_400,
};
const integrations = 12;
const lookEveryMs = 50;

export const row: Row = {
  number: 9,
  title: 'A worker is killed, and its work goes on',
  target: 'p99 at most 20 s',
  peers: Object.keys(documented),
  async run(bench) {
    const stand = await openStand(bench);
    const kills = bench.sized(4, 1);
    const waits: number[] = [];
    let [older, younger] = [await stand.startWorker(), await stand.startWorker()];
    for (let kill = 1; kill <= kills; kill++) {
      const owned = await stand.ownedBy(older);
      older.kill();
      waits.push(...(await stand.takenOver(owned)));
      bench.say(`${waits.length} integrations were taken over`);
      [older, younger] = [younger, await stand.startWorker()];
    }
    const beside = Object.fromEntries(Object.entries(documented).map(([peer, seconds]) => [peer, [seconds]]));
    const figure = (what: string, share: number) => ({ what, unit: 's', ours: [quantile(waits, share)], beside: {} });
    return {
      figures: [
        {
          ...figure('from the kill to the next turn, p99', 0.99),
          beside,
          targets: [{ bound: 'AT_MOST', limit: 20, times: null }],
        },
        { ...figure('from the kill to the next turn, median', 0.5), targets: [] },
      ],
      growth: [],
      notes: [
        `${waits.length} integrations at work lost their owner, in ${kills} kills of one worker of two.`,
        ...notes,
      ],
    };
  },
};

const notes = [
  'The next turn is the next owner’s: it holds the lease, has settled what the dead one left in flight as unknown, and goes on with the rest.',
  'BullMQ: a lock of 30 s, looked for every 30 s (lockDuration, stalledInterval). pg-boss: jobs expire after 15 minutes (expireInSeconds). graphile-worker: jobs are unlocked after 4 hours. All are the defaults that their documentation states; none was run.',
];

type Worker = { readonly owner: string; kill(): void };
type Turn = { readonly id: string; readonly turn: number; readonly owner: string | null; readonly live: boolean };

async function openStand(bench: Bench) {
  const databaseUrl = await bench.database('PRODUCT');
  const emulator = await startEmulator({ port: 0, seed: { candidates: 0, jobs: 1 }, limitPerMinute: 1_000_000 });
  bench.defer(emulator.stop);
  const settings = { HANDOFF_VAULT_KEY: randomBytes(32).toString('base64') };
  const start = async (role: string): Promise<Apart> => {
    const server = await startApart('product', { databaseUrl, atsUrl: emulator.url, role, settings });
    bench.defer(server.kill);
    return server;
  };
  const api = await start('api');
  // Nobody is done before the bench is: there is always work to go on with.
  const slow = { operation: 'candidate.create', what: 'slow', when: 'before', delayMs: 4_000, times: 1_000_000 };
  await fetch(`${emulator.url}/_emulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(slow),
  });
  const accounts: ConnectedAccount[] = [];
  for (let count = 0; count < integrations; count++) {
    const options = { databaseUrl, productUrl: api.url, emulator, contacts: bench.sized(600, 200) };
    accounts.push(await connectAccount({ ...options, settings: { mode: 'ON_ADDED' } }));
  }
  await settle(databaseUrl);
  for (const account of accounts) await queueAll(account);
  bench.say('the work is queued');
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  bench.defer(() => database.end());
  const turns = async (): Promise<readonly Turn[]> => {
    const { rows } = await database.query(
      'SELECT id, lease_epoch AS turn, lease_owner AS owner, lease_expires_at > now() AS live FROM integration',
    );
    return rows;
  };
  const known = new Set<string>();
  return {
    /** One that has taken its share of the work. */
    async startWorker(): Promise<Worker> {
      const { kill } = await start('worker');
      for (;;) {
        const owner = (await turns()).find((one) => one.owner !== null && !known.has(one.owner))?.owner;
        if (owner) {
          known.add(owner);
          return { owner, kill };
        }
        await sleep(lookEveryMs);
      }
    },
    /** What it has in hand, once that is not nothing. */
    async ownedBy({ owner }: Worker): Promise<readonly Turn[]> {
      for (;;) {
        const owned = (await turns()).filter((one) => one.live && one.owner === owner);
        if (owned.length > 1) return owned;
        await sleep(lookEveryMs);
      }
    },
    /** How long each has to wait for its next turn, in seconds. */
    async takenOver(owned: readonly Turn[]): Promise<readonly number[]> {
      const from = performance.now();
      const waits = new Map<string, number>();
      while (waits.size < owned.length) {
        await sleep(lookEveryMs);
        const now = new Map((await turns()).map(({ id, turn }) => [id, turn]));
        for (const { id, turn } of owned) {
          if ((now.get(id) ?? 0) > turn && !waits.has(id)) waits.set(id, (performance.now() - from) / 1_000);
        }
      }
      return [...waits.values()];
    },
  };
}

async function queueAll({ client, integrationId }: ConnectedAccount): Promise<void> {
  const input = { integrationId, all: true, idempotencyKey: crypto.randomUUID() };
  const { startResync } = await client.send('StartResync', { input });
  if (startResync.__typename !== 'ResyncRun') throw new Error(JSON.stringify(startResync));
}
