import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowId } from '../../src/graphql/ids.ts';
import { appendFeed } from '../../src/live/feed.ts';
import type { Answer, Client } from '../support/client.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';
import { type Frames, transports } from '../support/subscribe.ts';

const query = `subscription ($integrationId: ID!, $after: String) {
  syncUpdated(integrationId: $integrationId, after: $after) { cursor sync { id error { attempts } } }
}`;

const contacts = 100;
const changesEach = 100;
const kills = 20;
const reconnectAfterFrames = 150;

let processes: Processes;
/** The same owner at two API processes. */
let first: Client;
let second: Client;
/** The ids, as rows and as the API names them. */
let integration: Named;
let sequence: Named;
let syncs: readonly Named[];
type Named = { readonly id: string; readonly globalId: string };

beforeAll(async () => {
  processes = await prepareProcesses();
  first = processes.clientAt(await processes.start({ HANDOFF_ROLE: 'api' }));
  second = processes.clientAt(await processes.start({ HANDOFF_ROLE: 'api' }));
  integration = named(
    'Integration',
    (await connect({ client: first, emulator: processes.emulator }, { mode: 'OFF' })).id,
  );
  sequence = named('Sequence', await newSequence({ client: first }));
  const added = Array.from({ length: contacts }, () => newContact());
  const { results } = await add({ client: first }, sequence.globalId, added);
  syncs = results.map(({ enrollment }: Answer) => named('Sync', enrollment.syncs[0].id));
});
afterAll(() => processes[Symbol.asyncDispose]());

function named(type: string, globalId: string): Named {
  return { globalId, id: rowId(type, globalId) ?? '' };
}

/** A transaction may wait for others, and for a frame, on a machine that is busy. */
const patient = { timeout: 60_000, maxWait: 60_000 };

type Write = { readonly ids: readonly string[]; readonly before: () => Promise<void> };

/** One transaction that changes these syncs; their `attempts` count the changes. */
async function change({ ids, before }: Write) {
  await processes.database.$transaction(async (tx) => {
    await tx.sync.updateMany({
      where: { accountId: processes.accountId, id: { in: [...ids] } },
      data: { state: 'QUEUED', reason: null, errorCode: 'INTERNAL', attempts: { increment: 1 } },
    });
    await before();
    const changes = ids.map(
      (syncId) => ({ topic: 'SYNC', integrationId: integration.id, sequenceId: sequence.id, syncId }) as const,
    );
    await appendFeed(tx, processes.accountId, changes);
  }, patient);
}

const atOnce = async () => {};

const killed = new Set<number>();

/** Ends the connection of every process that listens, once there is a new one. */
async function killListeners() {
  const { database } = processes;
  const listening = async () => {
    const rows = await database.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE application_name = 'handoff-session' AND datname = current_database()`;
    return rows.map(({ pid }) => pid).filter((pid) => !killed.has(pid));
  };
  await expect.poll(listening, { timeout: 20_000, interval: 10 }).toHaveLength(2);
  for (const pid of await listening()) {
    killed.add(pid);
    await database.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
  }
}

type Seen = { readonly cursors: bigint[]; readonly versions: Map<string, number[]> };

/** Follows until every sync has shown its last change, and comes back from its cursor now and then. */
async function followAll(open: (after: string) => Frames, after: string): Promise<Seen> {
  const seen: Seen = { cursors: [], versions: new Map() };
  const missing = new Set(syncs.map(({ globalId }) => globalId));
  let cursor = after;
  while (missing.size > 0) {
    const frames = open(cursor);
    for (let frame = 0; frame < reconnectAfterFrames && missing.size > 0; frame++) {
      const { cursor: place, sync } = await frames.next();
      cursor = place;
      seen.cursors.push(BigInt(place));
      seen.versions.set(sync.id, [...(seen.versions.get(sync.id) ?? []), sync.error.attempts]);
      if (sync.error.attempts === changesEach) missing.delete(sync.id);
    }
    await frames.close();
  }
  return seen;
}

function ascending<T extends bigint | number>(values: readonly T[]): boolean {
  return values.every((value, index) => index === 0 || (values[index - 1] ?? value) <= value);
}

test('10,000 changes while the listeners are killed 20 times: each subscriber of each process sees the last state of every contact, in order, and no place twice', async () => {
  const doors = [first, second];
  const opens = doors.flatMap((door) =>
    transports.map(
      ([, subscribe]) =>
        (after: string) =>
          subscribe(door, { query, variables: { integrationId: integration.globalId, after } }),
    ),
  );
  const { lastSeq } = await processes.database.feedCounter.findFirstOrThrow();
  const followers = opens.map((open) => followAll(open, String(lastSeq)));
  // Ten writers at once, each with contacts of its own: transactions begin in one order and end in another.
  const lanes = Array.from({ length: 10 }, (_, lane) => syncs.filter((__, index) => index % 10 === lane));
  for (let round = 0; round < kills; round++) {
    const writing = lanes.map(async (lane) => {
      for (let turn = 0; turn < changesEach / kills; turn++)
        await change({ ids: lane.map(({ id }) => id), before: atOnce });
    });
    await killListeners();
    await Promise.all(writing);
  }
  for (const { cursors, versions } of await Promise.all(followers)) {
    expect(new Set(cursors).size).toBe(cursors.length);
    expect(ascending(cursors)).toBe(true);
    expect([...versions.values()].every(ascending)).toBe(true);
    expect([...versions.values()].map((seen) => seen.at(-1))).toEqual(syncs.map(() => changesEach));
  }
}, 120_000);

describe.each(transports)('over %s', (_, subscribe) => {
  test('what began first and ended last is not passed over', async () => {
    const [slow, quick] = syncs;
    if (!slow || !quick) throw new Error('there are syncs');
    const frames = subscribe(first, { query, variables: { integrationId: integration.globalId } });
    await frames.next();
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const writing = change({
      ids: [slow.id],
      before: () => {
        begun.resolve();
        return release.promise;
      },
    });
    await begun.promise;
    await change({ ids: [quick.id], before: atOnce });
    expect((await frames.next()).sync.id).toBe(quick.globalId);
    release.resolve();
    await writing;
    expect((await frames.next()).sync.id).toBe(slow.globalId);
    await frames.close();
  });

  test('a burst over one contact is a few frames, and the last of them its last state', async () => {
    const [one] = syncs;
    if (!one) throw new Error('there are syncs');
    const { attempts } = await processes.database.sync.findFirstOrThrow({ where: { id: one.id } });
    const { lastSeq } = await processes.database.feedCounter.findFirstOrThrow();
    for (let time = 0; time < 50; time++) await change({ ids: [one.id], before: atOnce });
    const frames = subscribe(first, {
      query,
      variables: { integrationId: integration.globalId, after: String(lastSeq) },
    });
    expect(await frames.next()).toEqual({
      cursor: String(lastSeq + 50n),
      sync: { id: one.globalId, error: { attempts: attempts + 50 } },
    });
    await frames.close();
  });
});
