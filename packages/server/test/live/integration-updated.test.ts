import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, changeSettings, connect, newContact, newSequence } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';

describe.each(transports)('IntegrationUpdated over %s', (_, subscribe) => {
  let harness: Harness;
  let integrationId: string;
  beforeAll(async () => {
    harness = await startHarness();
    const { id } = await connect(harness);
    integrationId = id;
  });
  afterAll(() => harness.stop());

  const open = (id: string) => subscribe(harness.client, { query: documents.IntegrationUpdated, variables: { id } });

  test('the first frame is how it is now, and every change of its settings follows', async () => {
    const frames = open(integrationId);
    expect(await frames.next()).toMatchObject({ id: integrationId, status: 'CONNECTED', settings: { mode: 'OFF' } });
    await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
    expect(await frames.next()).toMatchObject({ settings: { mode: 'ON_ADDED' } });
    await frames.close();
  });

  test('what is not there is not found', async () => {
    const stranger = await startHarness({ seed: {} });
    const { id } = await connect(stranger);
    await expect(open(id).next()).rejects.toThrow('NOT_FOUND');
    await stranger.stop();
  });

  test('S1.4 that the ATS refuses the key is told', async () => {
    const frames = open(integrationId);
    await frames.next();
    await harness.control('/keys/revoke', { apiKey: harness.emulator.apiKey });
    await add(harness, await newSequence(harness), [newContact()]);
    expect(await frames.next()).toMatchObject({ status: 'INVALID_CREDENTIALS' });
    await frames.close();
  });
});
