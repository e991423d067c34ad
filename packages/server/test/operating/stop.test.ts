import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { documents } from '../support/documents.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { applied, connectWithJob, expectOnce } from '../support/push.ts';

/** What those who run it are promised. */
const drainsWithinMs = 10_000;

let processes: Processes;

beforeEach(async () => {
  processes = await prepareProcesses();
});
afterEach(() => processes[Symbol.asyncDispose]());

test('told to stop while it pushes, it lets the sends end, begins no other, and leaves nothing unknown', {
  timeout: 60_000,
}, async () => {
  const server = await processes.start();
  const connected = await connectWithJob(processes, processes.clientAt(server));
  const slow = { operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 1_500, times: 8 } as const;
  await processes.plan(slow);
  const emails = await connected.add(30);
  const before = await applied(processes, 'candidate.create');
  await expect.poll(() => applied(processes, 'candidate.create'), { timeout: 20_000, interval: 10 }).not.toBe(before);

  const { code, tookMs } = await server.stop();
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(drainsWithinMs);
  const left = await processes.database.intent.groupBy({ by: ['state'], _count: true });
  expect(left.map(({ state }) => state).toSorted()).toEqual(['DONE', 'PENDING']);
  const [lease] = await processes.database.integration.findMany({ select: { leaseExpiresAt: true } });
  expect(lease?.leaseExpiresAt).toBeNull();

  await processes.start();
  await expectOnce(processes, emails);
});

test('subscribers over graphql-ws are told that it restarts', async () => {
  const server = await processes.start();
  const { integrationId } = await connectWithJob(processes, processes.clientAt(server));
  const closed = Promise.withResolvers<unknown>();
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${processes.clientAt(server).token}` },
    retryAttempts: 0,
    on: { closed: closed.resolve },
  });
  const frames = client.iterate({ query: documents.SyncUpdated, variables: { integrationId } });
  await frames.next();
  frames.next().catch(() => undefined);
  const stopped = await server.stop();
  expect(await closed.promise).toMatchObject({ code: 1012, reason: 'Restarting' });
  expect(stopped.code).toBe(0);
});

test('subscribers over server-sent events see their stream end without `complete`: they come back', async () => {
  const server = await processes.start();
  const { integrationId } = await connectWithJob(processes, processes.clientAt(server));
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${processes.clientAt(server).token}`,
    },
    body: JSON.stringify({ query: documents.SyncUpdated, variables: { integrationId } }),
  });
  const text = response.text();
  expect((await server.stop()).code).toBe(0);
  expect(await text).not.toContain('event: complete');
});
