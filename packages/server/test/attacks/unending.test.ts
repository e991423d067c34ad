import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { deadlineMs } from '../../src/http/use-deadline.ts';
import { openSubscriptions } from '../../src/telemetry/metrics.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 0 } });
});
afterAll(() => harness.stop());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('an operation that does not end is answered at its deadline', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = harness.database.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE sequence IN ACCESS EXCLUSIVE MODE`;
      locked.resolve();
      await held;
    },
    { timeout: 60_000 },
  );
  await locked.promise;
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const answer = harness.client.post({ query: '{ sequences { nodes { id } } }' });
  const waiting = async () => {
    const [row] = await harness.database.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_locks WHERE relation = 'sequence'::regclass AND NOT granted`;
    return row?.count;
  };
  await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
  vi.advanceTimersByTime(deadlineMs);
  const { body } = await answer;
  expect(body.errors[0].message).toContain('took longer than 60 seconds');
  vi.useRealTimers();
  release();
  await holding;
});

describe('who follows and takes nothing is cut off', () => {
  let body: string;
  beforeAll(async () => {
    const { id } = await connect(harness);
    const added = Array.from({ length: 100 }, () => newContact());
    await add(harness, await newSequence(harness), added);
    // Thirty megabytes of frames: more than lies between two sockets.
    await harness.database.$executeRaw`UPDATE contact SET company = repeat('x', 300000)`;
    const query = `subscription { syncUpdated(integrationId: "${id}", after: "0") { sync { enrollment { contact { company } } } } }`;
    body = JSON.stringify({ query });
  });

  test('over server-sent events', async () => {
    const headers = {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${harness.client.token}`,
    };
    const reading = request(`${harness.handoff.url}/graphql`, { method: 'POST', headers, agent: false });
    reading.on('response', (response) => response.pause()).on('error', () => undefined);
    reading.end(body);
    await isCutOff();
    reading.destroy();
  }, 60_000);

  test('over a socket, which is told why once it reads again', async () => {
    const goodbyes = vi.spyOn(WebSocket.prototype, 'close');
    const socket = new WebSocket(`${harness.handoff.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const payload = { authorization: `Bearer ${harness.client.token}` };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: 'one', type: 'subscribe', payload: JSON.parse(body) }));
    socket.pause();
    await expect.poll(() => goodbyes.mock.calls, { timeout: 45_000 }).toEqual([[1013, 'Too slow']]);
    socket.resume();
    const [code] = await once(socket, 'close');
    expect(code).toBe(1013);
  }, 60_000);

  async function isCutOff(): Promise<void> {
    await expect.poll(following, { timeout: 15_000 }).toBe(1);
    await expect.poll(following, { timeout: 45_000 }).toBe(0);
  }
});

/** The subscriptions that this process holds open. */
async function following(): Promise<number> {
  const { values } = await openSubscriptions.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}
