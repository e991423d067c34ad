import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementsOf } from '../budgets/count-statements.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';

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

test.each(transports)('many who follow the same over %s cost the database what one does', async (_, subscribe) => {
  const follow = (count: number) =>
    Array.from({ length: count }, () =>
      subscribe(harness.client, { query: documents.SyncUpdated, variables: { integrationId } }),
    );
  /** What the same change costs while this many follow. */
  const costOf = async (count: number) => {
    const followers = follow(count);
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
  expect(await costOf(40)).toBe(await costOf(1));
});
