import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowId } from '../../src/graphql/ids.ts';
import { appendFeed } from '../../src/live/feed.ts';
import type { Answer } from '../support/client.ts';
import { add, newContact, newSequence } from '../support/seed.ts';
import type { Frames } from '../support/subscribe.ts';
import { inEach } from '../support/ways-to-run.ts';
import { type Place, placesToFollow } from './places-to-follow.ts';

const query = `subscription ($integrationId: ID!, $after: String) {
  syncUpdated(integrationId: $integrationId, after: $after) { cursor sync { id error { attempts } } }
}`;

const contacts = 100;
const changesEach = 100;
const strikes = 20;
const reconnectAfterFrames = 150;

let place: Place;
/** The ids, as rows and as the API names them. */
let integration: Named;
let sequence: Named;
let syncs: readonly Named[];
type Named = { readonly id: string; readonly globalId: string };

async function begin(begun: Place): Promise<void> {
  place = begun;
  const [client] = place.clients;
  integration = named('Integration', place.integrationId);
  sequence = named('Sequence', await newSequence({ client }));
  const added = Array.from({ length: contacts }, () => newContact());
  const { results } = await add({ client }, sequence.globalId, added);
  syncs = results.map(({ enrollment }: Answer) => named('Sync', enrollment.syncs[0].id));
}

function named(type: string, globalId: string): Named {
  return { globalId, id: rowId(type, globalId) ?? '' };
}

/** A transaction may wait for others, and for a frame, on a machine that is busy. */
const patient = { timeout: 60_000, maxWait: 60_000 };

type Write = { readonly ids: readonly string[]; readonly before: () => Promise<void> };

/** One transaction that changes these syncs; their `attempts` count the changes. */
async function change({ ids, before }: Write) {
  const { accountId, database } = place;
  await database.$transaction(async (tx) => {
    await tx.sync.updateMany({
      where: { accountId, id: { in: [...ids] } },
      data: { state: 'QUEUED', reason: null, errorCode: 'INTERNAL', attempts: { increment: 1 } },
    });
    await before();
    const changes = ids.map(
      (syncId) => ({ topic: 'SYNC', integrationId: integration.id, sequenceId: sequence.id, syncId }) as const,
    );
    await appendFeed(tx, accountId, changes);
  }, patient);
  await place.hint();
}

const atOnce = async () => {};

async function feedEnd(): Promise<bigint> {
  return (await place.database.feedCounter.findFirstOrThrow()).lastSeq;
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
      const { cursor: at, sync } = await frames.next();
      cursor = at;
      seen.cursors.push(BigInt(at));
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

inEach(placesToFollow, ({ begin: beginPlace, transports }) => {
  beforeAll(async () => begin(await beginPlace()));
  afterAll(() => place.stop());

  test('10,000 changes and 20 strikes: each subscriber of each process sees the last state of every contact, in order, and no place twice', async () => {
    const opens = place.clients.flatMap((door) =>
      transports.map(
        ([, subscribe]) =>
          (after: string) =>
            subscribe(door, { query, variables: { integrationId: integration.globalId, after } }),
      ),
    );
    const begun = String(await feedEnd());
    const followers = opens.map((open) => followAll(open, begun));
    // Ten writers at once, each with contacts of its own: transactions begin in one order and end in another.
    const lanes = Array.from({ length: 10 }, (_, lane) => syncs.filter((__, index) => index % 10 === lane));
    for (let strike = 0; strike < strikes; strike++) {
      const writing = lanes.map(async (lane) => {
        for (let turn = 0; turn < changesEach / strikes; turn++)
          await change({ ids: lane.map(({ id }) => id), before: atOnce });
      });
      await place.strike();
      await Promise.all(writing);
    }
    for (const { cursors, versions } of await Promise.all(followers)) {
      expect(new Set(cursors).size).toBe(cursors.length);
      expect(ascending(cursors)).toBe(true);
      expect([...versions.values()].every(ascending)).toBe(true);
      expect([...versions.values()].map((seen) => seen.at(-1))).toEqual(syncs.map(() => changesEach));
    }
  });

  describe.each(transports)('over %s', (_, subscribe) => {
    const open = (variables: Readonly<Record<string, unknown>> = {}) =>
      subscribe(place.clients[0], { query, variables: { integrationId: integration.globalId, ...variables } });

    test('what began first and ended last is not passed over', async () => {
      const [slow, quick] = syncs;
      if (!slow || !quick) throw new Error('there are syncs');
      const frames = open();
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
      const { attempts } = await place.database.sync.findFirstOrThrow({ where: { id: one.id } });
      const before = await feedEnd();
      for (let time = 0; time < 50; time++) await change({ ids: [one.id], before: atOnce });
      const frames = open({ after: String(before) });
      expect(await frames.next()).toEqual({
        cursor: String(before + 50n),
        sync: { id: one.globalId, error: { attempts: attempts + 50 } },
      });
      await frames.close();
    });
  });
});
