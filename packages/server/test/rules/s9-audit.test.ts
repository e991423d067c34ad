import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { changeSettings, connect, newSequence } from '../support/seed.ts';

let harness: Harness;
let integration: Answer;
beforeAll(async () => {
  harness = await startHarness();
  integration = await connect(harness);
});
afterAll(() => harness.stop());

async function log(): Promise<readonly Answer[]> {
  return (await harness.client.send('AuditLog')).auditLog.nodes;
}

describe('S9.2 the audit log', () => {
  test('S9.2 every change says who, when, and from what to what; newest first', async () => {
    await changeSettings(harness, { integrationId: integration.id, mode: 'ON_REPLY', deduplication: false });
    const sequenceId = await newSequence(harness, { syncEnabled: false });
    const entries = await log();
    expect(entries.map(({ action, target }) => [action, target])).toEqual([
      ['sequence.updateSync', sequenceId],
      ['sequence.create', sequenceId],
      ['integration.updateSettings', integration.id],
      ['integration.connect', integration.id],
    ]);
    expect(entries.every(({ actor, at }) => actor.name === 'OWNER' && Date.parse(at) > 0)).toBe(true);
    expect(entries[2]?.changes).toEqual([
      { field: 'mode', from: 'OFF', to: 'ON_REPLY' },
      { field: 'deduplication', from: true, to: false },
    ]);
  });

  test('S9.2 an entry is dated by PostgreSQL, whatever the clock of the process says', async () => {
    const hourMs = 3_600_000;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - hourMs });
    const sequenceId = await newSequence(harness).finally(() => vi.useRealTimers());
    const entry = (await log()).find(({ target }) => target === sequenceId);
    expect(Date.now() - Date.parse(entry.at)).toBeLessThan(hourMs / 2);
  });

  test('S9.2 S1.2 a key that is replaced is there by its last characters alone', async () => {
    const permissions = ['candidates:read', 'candidates:write', 'jobs:read'];
    const { apiKey } = (await harness.control('/keys', { permissions })) as { apiKey: string };
    const input = { integrationId: integration.id, credential: { apiKey } };
    await harness.client.send('ReplaceCredential', { input });
    await harness.client.send('DisconnectIntegration', { input: { integrationId: integration.id } });
    const [disconnected, replaced] = await log();
    expect(disconnected).toMatchObject({ action: 'integration.disconnect', changes: [{ field: 'status' }] });
    expect(replaced).toMatchObject({
      action: 'integration.replaceCredential',
      changes: [{ to: `…${apiKey.slice(-4)}` }],
    });
    expect(JSON.stringify(await log())).not.toContain(apiKey);
  });

  test('S9.2 what was refused has changed nothing, and is not told as a change', async () => {
    const before = (await log()).length;
    const input = { integrationId: integration.id, credential: { apiKey: 'no-such-key' } };
    await harness.client.send('ReplaceCredential', { input });
    expect(await log()).toHaveLength(before);
  });

  test('S9.2 a page follows another', async () => {
    const query = 'query($after: String) { auditLog(first: 2, after: $after) { nodes { id } pageInfo { endCursor } } }';
    const page = async (after?: string) =>
      (await harness.client.post({ query, variables: { after } })).body.data.auditLog;
    const first = await page();
    const second = await page(first.pageInfo.endCursor);
    const ids = [...first.nodes, ...second.nodes].map(({ id }: Answer) => id);
    expect(ids).toEqual((await log()).slice(0, 4).map(({ id }) => id));
  });

  test('S9.1 a member may not read it', async () => {
    const member = await harness.clientFor('MEMBER');
    const { body } = await member.post({ query: '{ auditLog(first: 1) { nodes { id } } }' });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  test('S1.4 health says in words how the integration is', async () => {
    const { integrations } = await harness.client.send('Health');
    expect(integrations.nodes[0].health).toMatchObject({
      summary: 'Disconnected: nothing is sent.',
      waiting: 0,
      candidatesReadAt: null,
    });
  });
});
