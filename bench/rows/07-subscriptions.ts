import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { documents } from '@handoff/server/test/support/documents.ts';
import WebSocket from 'ws';
import { z } from 'zod';
import { quantile } from '../frame/estimate.ts';
import type { Bench, Row } from '../frame/row.ts';
import { startApart } from '../parts/apart.ts';
import { atOnce } from '../parts/at-once.ts';
import { answerTo } from '../parts/closed-loop.ts';
import { connectAccount } from '../parts/connected-account.ts';
import { emulatorApart } from '../parts/emulator-apart.ts';
import { follow } from '../parts/follow.ts';
import { globalIdOf } from '../parts/global-id.ts';

const bare = 'raw ws';
/** As many as a socket may have is 50, and an account may have 500 sockets. */
const perSocket = 25;
const longestMs = 60_000;

export const row: Row = {
  number: 7,
  title: 'Memory of an idle subscription, of 10,000; one change to all of them',
  target: 'at most 25 KB and 2.5 × raw ws; p99 at most 500 ms',
  peers: [bare],
  async run(bench) {
    const subscriptions = bench.sized(10_000, 400);
    const raw = await measureRaw(bench, subscriptions);
    bench.say('raw ws is measured');
    const ours = await measureOurs(bench, subscriptions);
    const kilobytes = { what: 'memory of an idle subscription', unit: 'KB' };
    const delays = (share: number) => ({
      unit: 'ms',
      ours: ours.changes.map((all) => quantile(all, share)),
      beside: { [bare]: raw.changes.map((all) => quantile(all, share)) },
    });
    return {
      figures: [
        {
          ...kilobytes,
          ours: [ours.kilobytes],
          beside: { [bare]: [raw.kilobytes] },
          targets: [
            { bound: 'AT_MOST', limit: 25, times: null },
            { bound: 'AT_MOST', limit: 2.5, times: bare },
          ],
        },
        {
          what: 'from a change to the frame, p99',
          ...delays(0.99),
          targets: [{ bound: 'AT_MOST', limit: 500, times: null }],
        },
        { what: 'from a change to the frame, median', ...delays(0.5), targets: [] },
        {
          what: 'frames that came with an error instead of the sync',
          unit: '',
          ours: [ours.failed],
          beside: { [bare]: [raw.failed] },
          targets: [{ bound: 'AT_MOST', limit: 0, times: null }],
        },
      ],
      growth: [],
      notes: [
        `${subscriptions} subscriptions of one account to one integration, ${perSocket} a socket; raw ws has a socket for each. Memory is what is alive in the server’s heap and buffers after a collection.`,
        'A change is a contact that is added, timed from its request; every frame is resolved for the subscriber who gets it.',
      ],
    };
  },
};

/** `failed` of the frames came without what has changed. */
type Measured = {
  readonly kilobytes: number;
  readonly changes: readonly (readonly number[])[];
  readonly failed: number;
};

const frame = z.object({ data: z.object({ syncUpdated: z.object({ sync: z.object({ state: z.string() }) }) }) });

/** When each frame of a change came. */
type Frames = { at: number[]; failed: number };

async function measureRaw(bench: Bench, subscriptions: number): Promise<Measured> {
  const server = await startApart('bare-sockets', {});
  bench.defer(server.kill);
  const frames: Frames = { at: [], failed: 0 };
  const hear = () => frames.at.push(performance.now());
  const open = async () => {
    const socket = new WebSocket(server.url.replace('http', 'ws'));
    socket.on('message', hear);
    await once(socket, 'open');
    bench.defer(() => socket.terminate());
  };
  const before = await server.memory();
  await atOnce(Array(subscriptions).fill(null), open);
  const kilobytes = ((await server.memory()) - before) / 1_024 / subscriptions;
  const tell = () => answerTo({ url: server.url, headers: {}, body: { frame: 'x'.repeat(600) } });
  return { kilobytes, changes: await changesOf(bench, { subscriptions, frames, tell }), failed: frames.failed };
}

async function measureOurs(bench: Bench, subscriptions: number): Promise<Measured> {
  const databaseUrl = await bench.database('PRODUCT');
  const emulator = await emulatorApart({ candidates: 0 });
  bench.defer(emulator.stop);
  const server = await startApart('product', {
    databaseUrl,
    atsUrl: emulator.url,
    role: 'all',
    settings: { HANDOFF_LOG_LEVEL: 'silent', HANDOFF_REQUESTS_PER_MINUTE: '1000000' },
  });
  bench.defer(server.kill);
  const { url } = server;
  const account = await connectAccount({ databaseUrl, productUrl: url, emulator, contacts: 1 });
  const { token, integrationId, sequenceId, client } = account;
  const frames: Frames = { at: [], failed: 0 };
  const variables = { integrationId };
  const following = { url, token, query: documents.SyncUpdated, variables };
  const open = async (times: number) => {
    const socket = await follow({ ...following, times }, (payload) => {
      frames.at.push(performance.now());
      if (!frame.safeParse(payload).success) frames.failed += 1;
    });
    bench.defer(() => socket.terminate());
  };
  // One stays throughout: what all of them share is not counted as theirs.
  await open(1);
  const before = await server.memory();
  // One socket after the other: who follows does not come all at once.
  for (let socket = 0; socket < subscriptions / perSocket; socket++) await open(perSocket);
  const kilobytes = ((await server.memory()) - before) / 1_024 / subscriptions;
  bench.say('all follow');
  const tell = async () => {
    const contacts = [{ eventId: crypto.randomUUID(), name: 'Ada', email: `${crypto.randomUUID()}@x.example` }];
    await client.send('AddContactsToSequence', { input: { sequenceId: globalIdOf('Sequence', sequenceId), contacts } });
  };
  const changes = await changesOf(bench, { subscriptions: subscriptions + 1, frames, tell });
  return { kilobytes, changes, failed: frames.failed };
}

type Changing = { readonly subscriptions: number; readonly frames: Frames; readonly tell: () => Promise<unknown> };

/** One change after the other, each once the one before has reached everybody; who has waited too long is not waited for. */
async function changesOf(bench: Bench, { subscriptions, frames, tell }: Changing) {
  const changes: number[][] = [];
  for (let change = 0; change < bench.sized(2, 1); change++) {
    frames.at = [];
    const from = performance.now();
    await tell();
    while (frames.at.length < subscriptions && performance.now() - from < longestMs) await sleep(10);
    const came = frames.at.map((at) => at - from);
    changes.push([...came, ...Array(subscriptions - came.length).fill(longestMs)]);
  }
  return changes;
}
