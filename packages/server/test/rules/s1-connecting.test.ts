import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';
import { connect } from '../support/seed.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

async function tryConnect(apiKey: unknown) {
  const input = { connectorId: 'ashby', credential: { apiKey } };
  const { connectIntegration } = await harness.client.send('ConnectIntegration', { input });
  return connectIntegration;
}

async function nothingKept() {
  expect(await harness.database.integration.count()).toBe(0);
  expect(await harness.database.sync.count()).toBe(0);
}

describe('S1 connecting', () => {
  test('S1.1 a wrong key is told as such, and nothing is kept', async () => {
    expect(await tryConnect('no-such-key')).toMatchObject({
      __typename: 'RefusedError',
      code: 'AUTH_INVALID',
      path: ['credential'],
    });
    await nothingKept();
  });

  test('S1.1 a missing key is told as such, and Ashby is not asked', async () => {
    const before = (await harness.journal()).length;
    expect(await tryConnect('  ')).toMatchObject({
      __typename: 'InvalidInputError',
      path: ['credential', 'apiKey'],
    });
    expect((await harness.journal()).length).toBe(before);
    await nothingKept();
  });

  test('S1.1 an under-privileged key is told with each missing permission and the feature that needs it', async () => {
    const { apiKey } = (await harness.control('/keys', { permissions: ['candidates:read', 'jobs:read'] })) as {
      apiKey: string;
    };
    const refused = await tryConnect(apiKey);
    expect(refused).toMatchObject({ __typename: 'RefusedError', code: 'PERMISSION_MISSING' });
    const missing = refused.permissions.filter(({ granted }: { granted: boolean }) => !granted);
    for (const { requiredBy } of missing) expect(requiredBy.length).toBeGreaterThan(0);
    expect(missing.map(({ name }: { name: string }) => name)).toContain('Candidates: write');
    expect(refused.message).toContain('Candidates: write (creating candidates');
    expect(refused.message).not.toContain('Organization: read');
    await nothingKept();
  });

  test('S1.1 checking a key keeps nothing', async () => {
    const input = { connectorId: 'ashby', credential: { apiKey: harness.emulator.apiKey } };
    const { checkCredential } = await harness.client.send('CheckCredential', { input });
    expect(checkCredential.__typename).toBe('CredentialReport');
    expect(checkCredential.permissions.every(({ granted }: { granted: boolean }) => granted)).toBe(true);
    await nothingKept();
  });

  test('S1.1 a member may not connect', async () => {
    const member = await harness.clientFor('MEMBER');
    const input = { connectorId: 'ashby', credential: { apiKey: harness.emulator.apiKey } };
    const { connectIntegration } = await member.send('ConnectIntegration', { input });
    expect(connectIntegration).toMatchObject({ __typename: 'ForbiddenError', code: 'FORBIDDEN' });
    await nothingKept();
  });

  test('S1.2 a good key connects, is stored sealed, and only its last four characters come back', async () => {
    const { apiKey } = harness.emulator;
    const integration = await connect(harness);
    expect(integration).toMatchObject({
      status: 'CONNECTED',
      credentialHint: apiKey.slice(-4),
      settings: { mode: 'OFF', defaultJob: null },
    });
    expect(JSON.stringify(integration)).not.toContain(apiKey);
    const rows = await harness.database.$queryRaw<{ all: string }[]>`
      SELECT (SELECT json_agg(i) FROM integration i)::text || (SELECT json_agg(a) FROM audit_entry a)::text AS all`;
    expect(rows[0]?.all).not.toContain(apiKey);
    expect(rows[0]?.all).toContain('integration.connect');
  });

  test('S1.1 a second connection to the same ATS is refused', async () => {
    expect(await tryConnect(harness.emulator.apiKey)).toMatchObject({ __typename: 'RefusedError', code: 'CONFLICT' });
    expect(await harness.database.integration.count()).toBe(1);
  });
});

describe('S1 connecting with less', () => {
  test('S1.1 a key that lacks what single features need connects, and says what it lacks', async () => {
    await using fresh = disposable(await startHarness());
    const permissions = ['candidates:read', 'candidates:write', 'jobs:read'];
    const { apiKey } = (await fresh.control('/keys', { permissions })) as { apiKey: string };
    const input = { connectorId: 'ashby', credential: { apiKey } };
    const { connectIntegration: integration } = await fresh.client.send('ConnectIntegration', { input });
    expect(integration).toMatchObject({ __typename: 'Integration', status: 'CONNECTED' });
    const missing = integration.permissions.filter(({ granted }: { granted: boolean }) => !granted);
    expect(missing.map(({ name }: { name: string }) => name).toSorted()).toEqual([
      'API keys: write',
      'Hiring process metadata: read',
      'Organization: read',
    ]);
  });
});

function disposable(started: Harness): Harness & AsyncDisposable {
  return { ...started, [Symbol.asyncDispose]: started.stop };
}
