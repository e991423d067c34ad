import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { documents } from '@handoff/server/test/support/documents.ts';
import WebSocket from 'ws';
import { z } from 'zod';
import { quantile } from '../frame/estimate.ts';
import type { Bench, Row } from '../frame/row.ts';
import { takeTurns } from '../frame/turns.ts';
import { startApart } from '../parts/apart.ts';
import { type Asking, answerTo } from '../parts/closed-loop.ts';
import { connectAccount } from '../parts/connected-account.ts';
import { emulatorApart } from '../parts/emulator-apart.ts';
import { follow } from '../parts/follow.ts';
import { globalIdOf } from '../parts/global-id.ts';

const notify = 'raw NOTIFY → LISTEN → WebSocket';
const boss = 'pg-boss at its default polling';
const everyMs = 10;

export const row: Row = {
  number: 3,
  title: 'From an acknowledged event to the frame at a subscriber, at 100 events a second',
  target: 'median at most 5 × the raw one; p99 at most 50 ms',
  peers: [notify, boss],
  async run(bench) {
    const stand = await openStand(bench);
    const seen = new Map<string, Delays[]>();
    const measured = (name: string) => async (round: number) => {
      const delays = await stand[name]?.(bench.sized(400, 100));
      if (!delays) throw new Error(`${name} is not there`);
      if (round > 0) seen.set(name, [...(seen.get(name) ?? []), delays]);
      return delays.afterAnswer.median;
    };
    const found = await takeTurns({
      rounds: bench.sized(5, 1),
      ours: measured('ours'),
      beside: { [notify]: measured(notify), [boss]: measured(boss) },
    });
    const others = (value: (delays: Delays) => number) => ({
      ours: (seen.get('ours') ?? []).map(value),
      beside: Object.fromEntries(row.peers.map((peer) => [peer, (seen.get(peer) ?? []).map(value)])),
    });
    return {
      figures: [
        { what: 'median', unit: 'ms', ...found, targets: [{ bound: 'AT_MOST', limit: 5, times: notify }] },
        {
          what: 'p99',
          unit: 'ms',
          ...others(({ afterAnswer }) => afterAnswer.p99),
          targets: [{ bound: 'AT_MOST', limit: 50, times: null }],
        },
        {
          what: 'median, from the request instead',
          unit: 'ms',
          ...others((one) => one.afterRequest.median),
          targets: [],
        },
      ],
      growth: [],
      notes,
    };
  },
};

const notes = [
  'An event is a contact that is added: decided, with a sync, its history and a place in the feed, committed. A frame is the sync, read anew, with all that the page shows of it. The integration is off, so that nothing else is under way.',
  'Where a frame comes before its answer, the delay counts as none; the third figure is from the request.',
  'pg-boss takes a thousand jobs a look. One a look, which is its default too, it would take one every two seconds.',
];

type Spread = { readonly median: number; readonly p99: number };
type Delays = { readonly afterAnswer: Spread; readonly afterRequest: Spread };

/** Sends an event; answers with the name that its frame will have. */
type Send = (event: string) => Promise<string>;

/** At the pace, whether or not the one before was answered; then waits until the last frame is there. */
async function paced(count: number, send: Send, framesAt: ReadonlyMap<string, number>): Promise<Delays> {
  const begin = performance.now();
  const events = Array.from({ length: count }, async (_, index) => {
    await sleep(Math.max(0, index * everyMs - (performance.now() - begin)));
    const asked = performance.now();
    const name = await send(crypto.randomUUID());
    return { name, asked, answered: performance.now() };
  });
  const sent = await Promise.all(events);
  while (!sent.every(({ name }) => framesAt.has(name))) await sleep(everyMs);
  const frameOf = (name: string) => framesAt.get(name) ?? 0;
  return {
    afterAnswer: spreadOf(sent.map(({ name, answered }) => Math.max(0, frameOf(name) - answered))),
    afterRequest: spreadOf(sent.map(({ name, asked }) => frameOf(name) - asked)),
  };
}

function spreadOf(delays: readonly number[]): Spread {
  return { median: quantile(delays, 0.5), p99: quantile(delays, 0.99) };
}

async function openStand(bench: Bench): Promise<Readonly<Record<string, (count: number) => Promise<Delays>>>> {
  return {
    ours: await openOurs(bench),
    [notify]: await openEcho(bench, 'notify-echo'),
    [boss]: await openEcho(bench, 'pg-boss-echo'),
  };
}

async function openEcho(bench: Bench, name: string) {
  const server = await startApart(name, { databaseUrl: await bench.database('NOTHING') });
  bench.defer(server.kill);
  const framesAt = new Map<string, number>();
  const socket = new WebSocket(server.url.replace('http', 'ws'));
  socket.on('message', (data) => framesAt.set(data.toString(), performance.now()));
  await once(socket, 'open');
  bench.defer(() => socket.terminate());
  const send: Send = async (event) => JSON.parse(await answerTo({ url: server.url, headers: {}, body: event }));
  return (count: number) => paced(count, send, framesAt);
}

const added = z.object({
  data: z.object({
    addContactsToSequence: z.object({
      results: z.tuple([z.object({ enrollment: z.object({ syncs: z.tuple([z.object({ id: z.string() })]) }) })]),
    }),
  }),
});
const frame = z.object({
  data: z.object({ syncUpdated: z.object({ sync: z.object({ id: z.string() }).nullable() }) }),
});

async function openOurs(bench: Bench) {
  const databaseUrl = await bench.database('PRODUCT');
  const emulator = await emulatorApart({ candidates: 0 });
  bench.defer(emulator.stop);
  const settings = { HANDOFF_REQUESTS_PER_MINUTE: '1000000' };
  const { url, kill } = await startApart('product', { databaseUrl, atsUrl: emulator.url, role: 'all', settings });
  bench.defer(kill);
  const account = await connectAccount({ databaseUrl, productUrl: url, emulator, contacts: 1 });
  const { token, integrationId, sequenceId } = account;
  const framesAt = new Map<string, number>();
  const socket = await follow(
    { url, token, query: documents.SyncUpdated, variables: { integrationId }, times: 1 },
    (payload) => {
      const { sync } = frame.parse(payload).data.syncUpdated;
      if (sync && !framesAt.has(sync.id)) framesAt.set(sync.id, performance.now());
    },
  );
  bench.defer(() => socket.terminate());
  const send: Send = async (eventId) => {
    const contacts = [{ eventId, name: 'Ada Lovelace', email: `${eventId}@x.example` }];
    const variables = { input: { sequenceId: globalIdOf('Sequence', sequenceId), contacts } };
    const body = { query: documents.AddContactsToSequence, variables };
    const asking: Asking = { url: `${url}/graphql`, headers: { authorization: `Bearer ${token}` }, body };
    const { results } = added.parse(JSON.parse(await answerTo(asking))).data.addContactsToSequence;
    return results[0].enrollment.syncs[0].id;
  };
  return (count: number) => paced(count, send, framesAt);
}
