import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { connect } from '../support/seed.ts';

let harness: Harness;
let integrationId: string;
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 1 } });
  integrationId = (await connect(harness)).id;
});
afterAll(() => harness.stop());

const address = () => `${harness.handoff.url.replace('http', 'ws')}/graphql`;
const init = (token = harness.client.token) => ({
  type: 'connection_init',
  payload: { authorization: `Bearer ${token}` },
});
const subscribe = (id: string) => ({
  id,
  type: 'subscribe',
  payload: { query: documents.SyncUpdated, variables: { integrationId } },
});

type Closed = { readonly code: number };

function open({
  protocols = ['graphql-transport-ws'],
  origin,
}: {
  protocols?: string[];
  origin?: string;
} = {}): WebSocket {
  const socket = new WebSocket(address(), protocols, { origin });
  socket.on('error', () => undefined);
  return socket;
}

function closed(socket: WebSocket): Promise<Closed> {
  return new Promise((resolve) => socket.once('close', (code) => resolve({ code })));
}

const say = (socket: WebSocket, message: unknown) => socket.send(JSON.stringify(message));

async function acknowledged(): Promise<WebSocket> {
  const socket = open();
  await once(socket, 'open');
  say(socket, init());
  await once(socket, 'message');
  return socket;
}

describe('attack 14: a socket that does not keep to the protocol', () => {
  test('the page of another site opens none', async () => {
    const socket = open({ origin: 'https://evil.example' });
    expect(await closed(socket)).toEqual({ code: 1006 });
  });

  test('without the subprotocol it is closed', async () => {
    const socket = open({ protocols: [] });
    expect((await closed(socket)).code).toBe(4406);
  });

  test('without a word for 3 seconds it is closed', async () => {
    const socket = open();
    expect(await closed(socket)).toEqual({ code: 4408 });
  });

  test('a wrong token is refused', async () => {
    const socket = open();
    await once(socket, 'open');
    say(socket, init('ht_wrong-wrong-wrong-wrong'));
    expect(await closed(socket)).toEqual({ code: 4403 });
  });

  test('a second init is refused', async () => {
    const socket = await acknowledged();
    say(socket, init());
    expect(await closed(socket)).toEqual({ code: 4429 });
  });

  test('a subscription before the acknowledgement is refused', async () => {
    const socket = open();
    await once(socket, 'open');
    say(socket, subscribe('early'));
    expect(await closed(socket)).toEqual({ code: 4401 });
  });

  test('the same id twice is refused', async () => {
    const socket = await acknowledged();
    say(socket, subscribe('one'));
    await once(socket, 'message');
    say(socket, subscribe('one'));
    expect(await closed(socket)).toEqual({ code: 4409 });
  });

  test('a message of more than 64 KB is refused', async () => {
    const socket = await acknowledged();
    socket.send('x'.repeat(70_000));
    expect(await closed(socket)).toEqual({ code: 1009 });
  });
});

describe('attack 15: more than anybody needs', () => {
  test('sockets of one account are capped, and others are served as before', async () => {
    const other = await harness.clientFor('MEMBER');
    const before = await slowest(() => other.send('Viewer'));
    const sockets = Array.from({ length: 600 }, () => open());
    let refused = 0;
    let accepted = 0;
    const settled = sockets.map(async (socket) => {
      socket.once('open', () => say(socket, init()));
      const code = await Promise.race([closed(socket).then(({ code }) => code), once(socket, 'message').then(() => 0)]);
      if (code === 0) accepted++;
      if (code === 1013) refused++;
    });
    const during = slowest(() => other.send('Viewer'));
    await Promise.all(settled);
    expect([accepted, refused]).toEqual([500, 100]);
    // Half a second for a machine that is busy with the tests themselves.
    expect(await during).toBeLessThan(before * 2 + 500);
    for (const socket of sockets) socket.terminate();
  });

  test('subscriptions on one socket are capped', async () => {
    const socket = await acknowledged();
    const ended = closed(socket);
    for (let index = 0; index < 60; index++) say(socket, subscribe(String(index)));
    expect(await ended).toEqual({ code: 1008 });
  });

  test('two thousand messages in a second end the socket', async () => {
    const socket = await acknowledged();
    const ended = closed(socket);
    for (let index = 0; index < 2_000; index++) say(socket, { type: 'ping' });
    expect((await ended).code).toBe(1006);
  });

  /** Of thirty answers, one after the other, in milliseconds. */
  async function slowest(ask: () => Promise<unknown>): Promise<number> {
    let longest = 0;
    for (let count = 0; count < 30; count++) {
      const begun = performance.now();
      await ask();
      longest = Math.max(longest, performance.now() - begun);
    }
    return longest;
  }
});
