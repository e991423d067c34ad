import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementsOf } from '../budgets/count-statements.ts';
import type { Client } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';
import { overEvents } from '../support/subscribe.ts';

let harness: Harness;
let integrationId: string;
let sequenceId: string;
beforeAll(async () => {
  harness = await startHarness();
  // OFF: a contact who is added makes one change.
  ({ id: integrationId } = await connect(harness, { mode: 'OFF' }));
  sequenceId = await newSequence(harness);
});
afterAll(() => harness.stop());

// Over server-sent events, whose statements belong to a request and are counted; both doors have the same envelope.
test('a frame that many follow is read once for all who have the same rights', async () => {
  const member = await harness.clientFor('MEMBER');
  /** What the same change costs while these follow. */
  const costOf = async (clients: readonly Client[]) => {
    const followers = clients.map((client) =>
      overEvents(client, { query: documents.SyncUpdated, variables: { integrationId } }),
    );
    await Promise.all(followers.map((frames) => frames.next()));
    const statements = await statementsOf(async () => {
      await add(harness, sequenceId, [newContact()]);
      const seen = await Promise.all(followers.map((frames) => frames.next()));
      expect(new Set(seen.map((frame) => JSON.stringify(frame))).size).toBe(1);
      expect(seen[0]?.sync).toMatchObject({ state: 'NOT_SYNCED', reason: 'SYNC_OFF' });
    });
    await Promise.all(followers.map((frames) => frames.close()));
    return statements.length;
  };
  const one = await costOf([harness.client]);
  expect(await costOf(Array(40).fill(harness.client))).toBe(one);
  expect(await costOf([harness.client, member])).toBeGreaterThan(one);
});
