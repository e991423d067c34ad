import { afterAll, beforeAll, expect, test } from 'vitest';
import * as registered from '../../src/connectors.ts';
import { allowanceUsed } from '../../src/engine/allowance-used.ts';
import { connectorsOf } from '../../src/engine/open-integration.ts';
import { startMetricsServer } from '../../src/http/metrics.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { watchAllowance } from '../../src/telemetry/metrics.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';

let harness: Harness;
let metrics: Awaited<ReturnType<typeof startMetricsServer>>;

beforeAll(async () => {
  harness = await startHarness({ limitPerMinute: 1_000 });
  const connectors = connectorsOf(Object.values(registered), { baseUrls: {}, timeoutMs: 0, longestMs: 0 });
  watchAllowance(() => allowanceUsed(tenancyOf(harness.database).acrossAccounts, connectors));
  metrics = await startMetricsServer({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await metrics.stop();
  await harness.stop();
});

/** The value of the series that has all of these labels, or null. */
async function value(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number | null> {
  const text = await (await fetch(`${metrics.url}/metrics`)).text();
  const pairs = Object.entries(labels).map(([label, wanted]) => `${label}="${wanted}"`);
  const line = text
    .split('\n')
    .find((one) => one.split(/[ {]/)[0] === name && pairs.every((pair) => one.includes(pair)));
  return line ? Number(line.split(' ').at(-1)) : null;
}

test('a push is counted by connector and code, timed from the event, and so are its requests', async () => {
  await connect(harness, { mode: 'ON_ADDED' });
  const sequenceId = await newSequence(harness);
  const contact = newContact();
  const counted = () =>
    value('handoff_intent_outcomes_total', { connector: 'ashby', kind: 'CANDIDATE', to: 'DONE', code: '' });
  const before = (await counted()) ?? 0;
  await add(harness, sequenceId, [contact]);
  await settled(harness, 'SYNCED', { email: contact.email });
  expect(await counted()).toBe(before + 1);
  expect(await value('handoff_event_to_synced_seconds_count', { connector: 'ashby' })).toBe(1);
  expect(await value('handoff_ats_request_seconds_count', { connector: 'ashby', result: '2xx' })).toBeGreaterThan(0);
  const operation = { kind: 'mutation', field: 'addContactsToSequence', result: 'ok' };
  expect(await value('handoff_graphql_operation_seconds_count', operation)).toBe(1);
  expect(await value('handoff_statement_seconds_count')).toBeGreaterThan(0);
});

test('how much of a limit is used is what its integrations share, whichever process asks', async () => {
  const used = () => value('handoff_ats_allowance_used_ratio', { connector: 'ashby' });
  expect(await used()).toBeGreaterThan(0);
  expect(await used()).toBeLessThan(0.2);
  const said = (data: Readonly<Record<string, number>>) => harness.database.pace.updateMany({ data });
  await said({ remaining: 250, windowEndsAt: Date.now() + 60_000 });
  expect(await used()).toBe(0.75);
  await said({ blockedUntil: Date.now() + 60_000 });
  expect(await used()).toBe(1);
  await said({ blockedUntil: 0, windowEndsAt: Date.now() - 60_000 });
  expect(await used()).toBeNull();
});

test('only /metrics is served at the port of the metrics', async () => {
  expect((await fetch(`${metrics.url}/graphql`)).status).toBe(404);
});
