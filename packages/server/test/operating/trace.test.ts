import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { begin, expectOnce } from '../support/push.ts';

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
});
const exported = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});
type Span = z.output<typeof span>;

let processes: Processes;

beforeEach(async () => {
  processes = await prepareProcesses();
});
afterEach(() => processes[Symbol.asyncDispose]());

/** An OTLP collector that keeps what it is sent. */
async function startCollector() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { resourceSpans } = exported.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { spans, url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() };
}

test('one trace leads from the mutation at an api process through the intent to the ATS call of a worker', {
  timeout: 60_000,
}, async () => {
  using collector = await startCollector();
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const api = await processes.start({ ...traced, HANDOFF_ROLE: 'api' });
  const worker = await processes.start({ ...traced, HANDOFF_ROLE: 'worker' });
  await expectOnce(processes, await begin(processes, api, { count: 1 }));
  // What was not sent yet is sent by a stop.
  await api.stop();
  await worker.stop();

  const call = collector.spans.find(({ name }) => name === 'ATS POST /candidate.create');
  const way: string[] = [];
  for (let at = call; at; at = collector.spans.find(({ spanId }) => spanId === at?.parentSpanId)) way.unshift(at.name);
  expect(way).toEqual(['mutation addContactsToSequence', 'push', 'ATS POST /candidate.create']);
});
