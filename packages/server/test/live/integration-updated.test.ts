import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents } from '../support/documents.ts';
import { startHarness } from '../support/harness.ts';
import { add, changeSettings, connect, newContact, newSequence } from '../support/seed.ts';
import { type Subscribe, transports } from '../support/subscribe.ts';
import { type Connected, inEach, killedFleet, killedFleetOverRedis, oneProcess } from '../support/ways-to-run.ts';

const query = documents.IntegrationUpdated;

inEach([oneProcess, killedFleet, killedFleetOverRedis], ({ begin, transports: theirs }) => {
  let harness: Connected;
  let integrationId: string;
  beforeAll(async () => {
    harness = await begin();
    ({ integrationId } = harness);
  });
  afterAll(() => harness.stop());

  const open = (subscribe: Subscribe) => subscribe(harness.client, { query, variables: { id: integrationId } });

  test.for(theirs)(
    'over %s the first frame is how it is now, and every change of its settings follows',
    async ([, subscribe]) => {
      await changeSettings(harness, { integrationId, mode: 'OFF' });
      const frames = open(subscribe);
      expect(await frames.next()).toMatchObject({ id: integrationId, status: 'CONNECTED', settings: { mode: 'OFF' } });
      await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
      expect(await frames.next()).toMatchObject({ settings: { mode: 'ON_ADDED' } });
      await frames.close();
    },
  );

  test('S1.4 that the ATS refuses the key is told over each transport', async () => {
    const followers = theirs.map(([, subscribe]) => open(subscribe));
    for (const frames of followers) expect(await frames.next()).toMatchObject({ status: 'CONNECTED' });
    await harness.control('/keys/revoke', { apiKey: harness.emulator.apiKey });
    await add(harness, await newSequence(harness), [newContact()]);
    for (const frames of followers) {
      expect(await frames.next()).toMatchObject({ status: 'INVALID_CREDENTIALS' });
      await frames.close();
    }
  });
});

test.for(transports)('over %s what is not there is not found', async ([, subscribe]) => {
  const [harness, stranger] = [await startHarness(), await startHarness({ seed: {} })];
  const { id } = await connect(stranger);
  await expect(subscribe(harness.client, { query, variables: { id } }).next()).rejects.toThrow('NOT_FOUND');
  await Promise.all([harness.stop(), stranger.stop()]);
});
