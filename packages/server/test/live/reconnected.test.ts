import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';

let harness: Harness;
let integrationId: string;
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 0 } });
  integrationId = (await connect(harness)).id;
});
afterAll(() => harness.stop());

describe.each(transports)('over %s', (_, subscribe) => {
  test('S1.5 who was added while nothing was connected is told of once it is again, and nobody else', async () => {
    const sequenceId = await newSequence(harness);
    await add(harness, sequenceId, [newContact()]);
    await harness.client.send('DisconnectIntegration', { input: { integrationId } });
    await add(harness, sequenceId, [newContact()]);
    const frames = subscribe(harness.client, {
      query:
        'subscription ($id: ID!) { syncUpdated(integrationId: $id) { sync { reason enrollment { contact { name } } } } }',
      variables: { id: integrationId },
    });
    expect(await frames.next()).toEqual({ sync: null });
    const late = newContact();
    await add(harness, sequenceId, [late]);
    await connect(harness);
    expect(await frames.next()).toMatchObject({ sync: { reason: 'ADDED_BEFORE_CONNECTION' } });
    expect(await frames.next()).toEqual({
      sync: { reason: 'ADDED_BEFORE_CONNECTION', enrollment: { contact: { name: late.name } } },
    });
    await frames.close();
  });
});
