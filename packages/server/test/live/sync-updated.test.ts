import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { keepPartitions } from '../../src/database/partitions.ts';
import type { Answer } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { growOld } from '../support/grow-old.ts';
import { startHarness } from '../support/harness.ts';
import { add, newContact, newSequence, settled } from '../support/seed.ts';
import type { Frames } from '../support/subscribe.ts';
import { type Connected, inEach, killedFleet, killedFleetOverRedis, oneProcess } from '../support/ways-to-run.ts';

let harness: Connected;
let integrationId: string;

/** Reads frames until one shows this email's sync in this state; answers with the states on the way. */
async function follow(frames: Frames, syncId: string) {
  const seen: { state: string; cursor: string }[] = [];
  for (;;) {
    const { sync, cursor } = await frames.next();
    if (sync?.id !== syncId) continue;
    seen.push({ state: sync.state, cursor });
    if (sync.state === 'SYNCED') return seen;
  }
}

inEach([oneProcess, killedFleet, killedFleetOverRedis], ({ begin, transports }) => {
  beforeAll(async () => {
    harness = await begin({ mode: 'ON_ADDED' });
    ({ integrationId } = harness);
  });
  afterAll(() => harness.stop());

  describe.each(transports)('SyncUpdated over %s', (_, subscribe) => {
    const open = (variables: Record<string, unknown>) =>
      subscribe(harness.client, { query: documents.SyncUpdated, variables });

    test('the first frame says where the feed is, then every sync is followed to its end', async () => {
      const sequenceId = await newSequence(harness);
      const frames = open({ integrationId });
      const first = await frames.next();
      expect(first.sync).toBeNull();
      expect(first.cursor).toMatch(/^\d+$/);
      const contact = newContact();
      const { results } = await add(harness, sequenceId, [contact]);
      const seen = await follow(frames, results[0].enrollment.syncs[0].id);
      expect(seen.at(-1)?.state).toBe('SYNCED');
      const cursors = seen.map(({ cursor }) => Number(cursor));
      expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
      await frames.close();
    });

    test('what happened while nobody listened comes first after a reconnect', async () => {
      const sequenceId = await newSequence(harness);
      const before = open({ integrationId });
      const { cursor } = await before.next();
      await before.close();
      const contacts = [newContact(), newContact()];
      const { results } = await add(harness, sequenceId, contacts);
      for (const { email } of contacts) await settled(harness, 'SYNCED', { email });
      const after = open({ integrationId, after: cursor });
      const missed = new Set<string>();
      while (missed.size < 2) {
        const { sync } = await after.next();
        expect(sync.state).toBe('SYNCED');
        missed.add(sync.id);
      }
      expect(missed).toEqual(new Set(results.map(({ enrollment }: Answer) => enrollment.syncs[0].id)));
      await after.close();
    });

    test('only the syncs of the sequence asked for come', async () => {
      const [ours, other] = [await newSequence(harness), await newSequence(harness)];
      const frames = open({ integrationId, sequenceId: ours });
      await frames.next();
      const contact = newContact();
      await add(harness, other, [newContact()]);
      const { results } = await add(harness, ours, [contact]);
      const { sync } = await frames.next();
      expect(sync.id).toBe(results[0].enrollment.syncs[0].id);
      await frames.close();
    });

    test('a cursor from before what is kept is told to start anew, and so is one that is none', async () => {
      const sequenceId = await newSequence(harness);
      const before = open({ integrationId });
      const { cursor } = await before.next();
      await before.close();
      const contact = newContact();
      await add(harness, sequenceId, [contact]);
      await settled(harness, 'SYNCED', { email: contact.email });
      await growOld(harness.database, 'feed', 3);
      await keepPartitions(harness.database, { feedDays: 1, historyDays: 730 });
      await expect(open({ integrationId, after: cursor }).next()).rejects.toThrow('CURSOR_TOO_OLD');
      await expect(open({ integrationId, after: '999999999' }).next()).rejects.toThrow('CURSOR_TOO_OLD');
    });
  });
});

describe('who may follow', () => {
  beforeAll(async () => {
    harness = await oneProcess.begin();
    ({ integrationId } = harness);
  });
  afterAll(() => harness.stop());

  test('without a token no socket is opened and no event is sent', async () => {
    const socket = new WebSocket(`${harness.handoff.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => {
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
      socket.on('close', resolve);
    });
    expect(await closed).toBe(4403);
    const response = await fetch(`${harness.handoff.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: documents.SyncUpdated, variables: { integrationId } }),
    });
    expect(response.status).toBe(401);
  });

  test('the page of another site is refused', async () => {
    const socket = new WebSocket(`${harness.handoff.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      origin: 'https://evil.example',
    });
    const refused = new Promise<Error>((resolve) => {
      socket.on('error', resolve);
    });
    expect((await refused).message).toContain('403');
  });

  test("another account's integration is not found", async () => {
    const stranger = await startHarness({ seed: {} });
    const { body } = await stranger.client.post({ query: documents.SyncUpdated, variables: { integrationId } });
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await stranger.stop();
  });
});
