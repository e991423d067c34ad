import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, changeSettings, connect, newContact, newSequence, settled, syncOf } from '../support/seed.ts';

let harness: Harness;
let integrationId: string;
let early: string;
beforeAll(async () => {
  harness = await startHarness();
  const contact = newContact();
  early = contact.email;
  await add(harness, await newSequence(harness), [contact]);
  ({ id: integrationId } = await connect(harness, { mode: 'OFF' }));
});
afterAll(() => harness.stop());

async function why(email: string): Promise<Answer> {
  const { node } = await harness.client.send('WhyNotSynced', { id: (await syncOf(harness, email)).id });
  return node;
}

async function addOne(): Promise<string> {
  const { email } = newContact();
  await add(harness, await newSequence(harness), [newContact({ email })]);
  return email;
}

const stop = ({ explanation }: Answer) => explanation.filter(({ outcome }: Answer) => outcome === 'STOPPED');

test('S2.4 why it was left is what was so then, whatever the settings say now', async () => {
  const email = await addOne();
  await changeSettings(harness, { integrationId, mode: 'ON_ADDED' });
  const node = await why(email);
  expect(node).toMatchObject({ state: 'NOT_SYNCED', reason: 'SYNC_OFF' });
  expect(stop(node)).toEqual([{ rule: 'S2.1', outcome: 'STOPPED', detail: 'Syncing is off for the account.' }]);
  expect(node.history.nodes).toEqual([
    { at: expect.any(String), from: null, to: 'NOT_SYNCED', cause: expect.stringMatching(/^event:/) },
  ]);
});

test('S1.5 one of before the connection says so', async () => {
  expect(stop(await why(early))).toMatchObject([{ rule: 'S1.5' }]);
});

test('S6.1 what is held names the rule that holds it, and every step has its cause', async () => {
  const { email } = newContact();
  await harness.control('/candidates', { name: 'Known', email, createdAt: '2020-02-02T10:00:00.000Z' });
  await add(harness, await newSequence(harness), [newContact({ email })]);
  await settled(harness, 'EXISTS', { email });
  const node = await why(email);
  expect(stop(node)).toMatchObject([{ rule: 'S6.1' }]);
  expect(node.history.nodes.map(({ from, to }: Answer) => [from, to])).toEqual([
    ['SYNCING', 'EXISTS'],
    ['QUEUED', 'SYNCING'],
    [null, 'QUEUED'],
  ]);
});

test('S6.3 what has synced shows each rule that let it through', async () => {
  const email = await addOne();
  await settled(harness, 'SYNCED', { email });
  const { explanation } = await why(email);
  expect(explanation.map(({ rule }: Answer) => rule)).toEqual(['S1.5', 'S2.1', 'S4.1', 'S6.4', 'S2.3', 'S6.3', 'S3.1']);
  expect(stop({ explanation })).toEqual([]);
});
