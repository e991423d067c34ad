import { request } from 'node:http';
import { expect, test } from 'vitest';
import { prepareProcesses } from '../support/processes.ts';

test('a client that goes away while it sends is no fault of the product', async () => {
  await using prepared = await prepareProcesses({ seed: { candidates: 0, jobs: 0 } });
  const server = await prepared.start({ HANDOFF_LOG_LEVEL: 'debug' });
  const { token } = prepared.clientAt(server);
  const headers = { 'content-type': 'application/json', 'content-length': '1000', authorization: `Bearer ${token}` };
  const sending = request(`${server.url}/graphql`, { method: 'POST', headers, agent: false });
  sending.on('error', () => undefined).write('{"query":');
  const isRead = async () =>
    (await prepared.database.apiToken.findFirst({ where: { lastUsedAt: { not: null } } })) !== null;
  await expect.poll(isRead, { timeout: 15_000 }).toBe(true);
  sending.destroy();
  await expect.poll(server.said, { timeout: 15_000 }).toContain('a request was broken off by its client');
  expect(server.said()).not.toMatch(/unexpectedly|"level":[56]0/);
});
