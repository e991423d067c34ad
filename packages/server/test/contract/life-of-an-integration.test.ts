import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';
import { textOf } from './contract.ts';

let harness: Harness;
let integration: Answer;
beforeAll(async () => {
  harness = await startHarness();
  integration = await connect(harness, { mode: 'ON_ADDED', activityTracking: true });
});
afterAll(() => harness.stop());

/** Sends a document of the contract as it is written. */
async function send(operation: string, variables: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { body } = await harness.client.post({ query: textOf(operation), variables });
  expect(body.errors).toBeUndefined();
  return body.data;
}

describe('the contract, as it is written', () => {
  test('S1.3 ReplaceCredential', async () => {
    const permissions = ['candidates:read', 'candidates:write', 'jobs:read'];
    const { apiKey } = (await harness.control('/keys', { permissions })) as { apiKey: string };
    const input = { integrationId: integration.id, credential: { apiKey } };
    expect((await send('ReplaceCredential', { input })).replaceCredential).toMatchObject({
      __typename: 'Integration',
      status: 'CONNECTED',
      credentialHint: apiKey.slice(-4),
      settings: { mode: 'ON_ADDED', activityTracking: true },
    });
    const wrong = { ...input, credential: { apiKey: 'no-such-key' } };
    expect((await send('ReplaceCredential', { input: wrong })).replaceCredential).toMatchObject({
      code: 'AUTH_INVALID',
      message: expect.any(String),
      path: ['credential'],
    });
  });

  test('S7.1 RecordEmailEvents', async () => {
    const sequenceId = await newSequence(harness);
    const contact = newContact();
    await add(harness, sequenceId, [contact]);
    await settled(harness, 'SYNCED', contact);
    const said = { subject: 'A role', from: 'rec@northwind.example', body: 'Would you talk?' };
    const ids = { eventId: 'contract-1', messageId: 'm-1', threadId: 't-1' };
    const occurredAt = integration.connectedAt;
    const event = { ...ids, ...said, type: 'SENT', sequenceId, email: contact.email, occurredAt };
    const { recordEmailEvents } = await send('RecordEmailEvents', { input: { events: [event, { eventId: 'bad' }] } });
    expect(recordEmailEvents).toMatchObject({
      accepted: 1,
      results: [{ error: null }, { error: { code: 'INVALID_INPUT' } }],
    });
    const mails = async () =>
      (await harness.journal()).filter(({ operation }) => operation === 'candidate.addEmailMessage').length;
    await expect.poll(mails, { timeout: 15_000 }).toBe(1);
  });

  test('S9.3 EraseContact', async () => {
    const sequenceId = await newSequence(harness);
    const { results } = await add(harness, sequenceId, [newContact()]);
    const contactId = results[0].enrollment.contact.id;
    const input = { contactId, anonymizeInAts: true };
    expect((await send('EraseContact', { input })).eraseContact).toMatchObject({
      receipt: expect.stringContaining('Receipt'),
    });
    const nobody = { contactId: integration.id, anonymizeInAts: false };
    expect((await send('EraseContact', { input: nobody })).eraseContact).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('S1.5 DisconnectIntegration', async () => {
    const input = { integrationId: integration.id };
    expect((await send('DisconnectIntegration', { input })).disconnectIntegration).toMatchObject({
      __typename: 'Integration',
      status: 'DISCONNECTED',
      credentialHint: null,
    });
    expect((await send('DisconnectIntegration', { input })).disconnectIntegration).toMatchObject({ code: 'CONFLICT' });
  });

  test('S9.2 AuditLog', async () => {
    const { auditLog } = await send('AuditLog', {});
    expect(auditLog.nodes.map(({ action }: Answer) => action).slice(0, 2)).toEqual([
      'integration.disconnect',
      'contact.erase',
    ]);
    const page = await send('AuditLog', { after: auditLog.pageInfo.endCursor });
    expect(page.auditLog).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
  });
});
