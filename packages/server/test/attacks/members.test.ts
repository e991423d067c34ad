import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';

let harness: Harness;
let member: Client;
let integrationId: string;
let contactIds: string[];
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 1 } });
  member = await harness.clientFor('MEMBER');
  integrationId = (await connect(harness)).id;
  const { results } = await add(harness, await newSequence(harness), [newContact(), newContact()]);
  contactIds = results.map((result: { enrollment: { contact: { id: string } } }) => result.enrollment.contact.id);
});
afterAll(() => harness.stop());

describe('attack 13: a member who does what is the managers’', () => {
  const credential = { apiKey: 'x'.repeat(40) };
  const inputs: readonly [string, string, () => Readonly<Record<string, unknown>>][] = [
    ['connectIntegration', 'ConnectIntegrationInput', () => ({ connectorId: 'ashby', credential })],
    ['replaceCredential', 'ReplaceCredentialInput', () => ({ integrationId, credential })],
    ['disconnectIntegration', 'DisconnectIntegrationInput', () => ({ integrationId })],
    ['updateSyncSettings', 'UpdateSyncSettingsInput', () => ({ integrationId, mode: 'ON_ADDED' })],
    ['startResync', 'StartResyncInput', () => ({ integrationId, contactIds, idempotencyKey: 'bulk' })],
    [
      'createApiToken',
      'CreateApiTokenInput',
      () => ({ name: 'Mine', scopes: ['READ'], expiresAt: '2027-01-01T00:00:00Z' }),
    ],
  ];

  test.each(inputs)('%s is refused, and in the audit log', async (field, type, input) => {
    const before = await entries(field);
    const query = `mutation M($input: ${type}!) { ${field}(input: $input) { __typename ... on UserError { code } } }`;
    const { body } = await member.post({ query, variables: { input: input() } });
    expect(body.data?.[field]).toEqual({ __typename: 'ForbiddenError', code: 'FORBIDDEN' });
    expect(await entries(field)).toBe(before + 1);
  });

  test('a member may resync one contact', async () => {
    const input = { integrationId, contactIds: contactIds.slice(0, 1), idempotencyKey: 'one' };
    const query = 'mutation M($input: StartResyncInput!) { startResync(input: $input) { __typename } }';
    const { body } = await member.post({ query, variables: { input } });
    expect(body.data.startResync.__typename).toBe('ResyncRun');
  });

  async function entries(target: string): Promise<number> {
    return harness.database.auditEntry.count({ where: { action: 'access.refused', target } });
  }
});
