import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { Answer } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';

let harness: Harness;
let integrationId: string;
beforeAll(async () => {
  harness = await startHarness();
  const { id } = await connect(harness, { mode: 'ON_ADDED' });
  integrationId = id;
});
afterAll(() => harness.stop());

type Frames = AsyncIterator<Answer> & { close(): Promise<void> };

/** As a frontend follows over graphql-ws. */
function overWebSocket(variables: Record<string, unknown>): Frames {
  const client = createClient({
    url: `${harness.handoff.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${harness.client.token}` },
    retryAttempts: 0,
  });
  const frames = client.iterate({ query: documents.SyncUpdated, variables });
  return {
    next: async () => {
      const { value, done } = await frames.next();
      if (value?.errors) throw new Error(JSON.stringify(value.errors));
      return { value: value?.data?.syncUpdated, done: done ?? false };
    },
    close: async () => {
      await frames.return?.();
      await client.dispose();
    },
  };
}

/** As a program follows over server-sent events. */
function overEvents(variables: Record<string, unknown>): Frames {
  const stopping = new AbortController();
  const frames = readEvents(variables, stopping.signal);
  return { next: () => frames.next(), close: async () => stopping.abort() };
}

async function* readEvents(variables: Record<string, unknown>, signal: AbortSignal): AsyncGenerator<Answer> {
  const response = await fetch(`${harness.handoff.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${harness.client.token}`,
    },
    body: JSON.stringify({ query: documents.SyncUpdated, variables }),
    signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data && data !== 'data: ') yield JSON.parse(data.slice(6)).data.syncUpdated;
    }
  }
}

/** Reads frames until one shows this email's sync in this state; answers with the states on the way. */
async function follow(frames: Frames, syncId: string) {
  const seen: { state: string; cursor: string }[] = [];
  for (;;) {
    const { value, done } = await frames.next();
    if (done) throw new Error('the subscription ended');
    if (value.sync?.id !== syncId) continue;
    seen.push({ state: value.sync.state, cursor: value.cursor });
    if (value.sync.state === 'SYNCED') return seen;
  }
}

describe.each([
  ['graphql-ws', overWebSocket],
  ['server-sent events', overEvents],
] as const)('SyncUpdated over %s', (_, open) => {
  test('the first frame says where the feed is, then every sync is followed to its end', async () => {
    const sequenceId = await newSequence(harness);
    const frames = open({ integrationId });
    const { value: first } = await frames.next();
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
    const { value } = await before.next();
    await before.close();
    const contacts = [newContact(), newContact()];
    const { results } = await add(harness, sequenceId, contacts);
    for (const { email } of contacts) await settled(harness, 'SYNCED', { email });
    const after = open({ integrationId, after: value.cursor });
    const missed = new Set<string>();
    while (missed.size < 2) {
      const frame = (await after.next()).value;
      expect(frame.sync.state).toBe('SYNCED');
      missed.add(frame.sync.id);
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
    const { value } = await frames.next();
    expect(value.sync.id).toBe(results[0].enrollment.syncs[0].id);
    await frames.close();
  });
});

describe('who may follow', () => {
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
