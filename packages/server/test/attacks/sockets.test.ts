import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
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

  test('a message of more than 64 KB is refused, and not printed', async () => {
    const printed = vi.spyOn(console, 'error');
    const socket = await acknowledged();
    socket.send('x'.repeat(70_000));
    expect(await closed(socket)).toEqual({ code: 1009 });
    expect(printed).not.toHaveBeenCalled();
  });
});

describe('attack 7: what a fault of ours tells over a socket', () => {
  const wordless = [4500, Buffer.from('Something went wrong here.')];
  afterEach(() => vi.restoreAllMocks());

  test('nothing when it connects', async () => {
    const printed = vi.spyOn(console, 'error');
    const socket = open();
    await once(socket, 'open');
    const ended = await without('api_token', 'hash', () => {
      say(socket, init());
      return once(socket, 'close');
    });
    expect(ended).toEqual(wordless);
    expect(printed).not.toHaveBeenCalled();
  });

  test('nothing when it subscribes', async () => {
    const printed = vi.spyOn(console, 'error');
    const socket = await acknowledged();
    const ended = await without('api_token', 'hash', () => {
      say(socket, subscribe('one'));
      return once(socket, 'close');
    });
    expect(ended).toEqual(wordless);
    expect(printed).not.toHaveBeenCalled();
  });

  test('an id to find it by while it follows', async () => {
    const socket = await acknowledged();
    const told = await without('feed', 'subject_id', async () => {
      const { query, variables } = subscribe('one').payload;
      say(socket, { id: 'one', type: 'subscribe', payload: { query, variables: { ...variables, after: '0' } } });
      const [message] = await once(socket, 'message');
      socket.terminate();
      return JSON.parse(String(message));
    });
    expect(told).toMatchObject({
      type: 'error',
      payload: [
        { message: 'Something went wrong here.', extensions: { code: 'INTERNAL', requestId: expect.anything() } },
      ],
    });
  });

  /** Does it while a column that it reads has another name. */
  async function without<Done>(table: string, column: string, work: () => Promise<Done>): Promise<Done> {
    await harness.database.$executeRawUnsafe(`ALTER TABLE ${table} RENAME COLUMN ${column} TO hunter2`);
    try {
      return await work();
    } finally {
      await harness.database.$executeRawUnsafe(`ALTER TABLE ${table} RENAME COLUMN hunter2 TO ${column}`);
    }
  }
});

describe('attack 15: more than anybody needs of one socket', () => {
  test('subscriptions on one socket are capped', async () => {
    const socket = await acknowledged();
    const ended = closed(socket);
    for (let index = 0; index < 60; index++) say(socket, subscribe(String(index)));
    expect(await ended).toEqual({ code: 1008 });
  });

  test.each([
    ['messages', (socket: WebSocket) => say(socket, { type: 'ping' })],
    ['pongs below the protocol', (socket: WebSocket) => socket.pong()],
  ])('two thousand %s in a second end the socket', async (_, send) => {
    const socket = await acknowledged();
    const ended = closed(socket);
    for (let count = 0; count < 2_000; count++) send(socket);
    expect((await ended).code).toBe(1006);
  });

  // `ws` itself ends whoever sends pings without taking their answers; whoever takes them is counted.
  test('two thousand answered pings end it too', async () => {
    const socket = await acknowledged();
    const ended = closed(socket);
    for (let sent = 0; sent < 2_000 && socket.readyState === WebSocket.OPEN; sent += 50) {
      for (let count = 0; count < 50; count++) socket.ping();
      say(socket, { type: 'ping' });
      await Promise.race([once(socket, 'message'), ended]);
    }
    expect(socket.readyState).not.toBe(WebSocket.OPEN);
    expect(await ended).toEqual({ code: 1006 });
  });
});
