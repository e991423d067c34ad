import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { finished } from '../support/runs.ts';
import { add, connect, jobTitled, newContact, newSequence, settled, syncOf } from '../support/seed.ts';
import { textOf } from './contract.ts';

let harness: Harness;
let integrationId: string;
let sequenceId: string;
let emails: readonly string[];
beforeAll(async () => {
  harness = await startHarness();
  sequenceId = await newSequence(harness);
  const contacts = Array.from({ length: 3 }, () => newContact());
  emails = contacts.map(({ email }) => email);
  await add(harness, sequenceId, contacts);
  ({ id: integrationId } = await connect(harness, { mode: 'ON_ADDED' }));
});
afterAll(() => harness.stop());

async function send(name: string, variables: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { body } = await harness.client.post({ query: textOf(name), variables });
  expect(body.errors).toBeUndefined();
  return body.data;
}

test('every document of the contract is valid by the committed schema', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const schema = buildSchema(read('../../../../schema.graphql'));
  expect(validate(schema, parse(read('./operations.graphql'))).map(({ message }) => message)).toEqual([]);
});

describe('the documents of a contact’s life, as they are written', () => {
  test('S5.5 S5.6 PreviewResync, StartResync and CancelResync', async () => {
    const input = { integrationId, sequenceId };
    const { previewResync } = await send('PreviewResync', { input });
    expect(previewResync).toMatchObject({ total: 3, outcomes: [{ outcome: 'CREATED', reason: null, count: 3 }] });
    const { startResync } = await send('StartResync', { input: { ...input, idempotencyKey: 'contract' } });
    expect(startResync).toMatchObject({ __typename: 'ResyncRun', total: 3 });
    await finished(harness, startResync);
    const { cancelResync } = await send('CancelResync', { input: { runId: startResync.id } });
    expect(cancelResync).toMatchObject({ status: 'COMPLETED', counts: { synced: 3 } });
  });

  test('S2.4 PreviewSyncSettings', async () => {
    const { previewSyncSettings } = await send('PreviewSyncSettings', { input: { integrationId, mode: 'OFF' } });
    expect(previewSyncSettings).toMatchObject({
      summary: 'No contact syncs.',
      effects: [{ count: 3, affected: false }],
    });
  });

  test('S3.4 SequenceSync and AssignJob', async () => {
    const { id } = await settled(harness, 'SYNCED', { email: emails[0] ?? '' });
    const { id: jobId } = await jobTitled(harness, integrationId);
    const { assignJob } = await send('AssignJob', { input: { syncIds: [id], jobId } });
    expect(assignJob).toMatchObject({ results: [{ index: 0, error: null, sync: { job: { id: jobId } } }] });
    const { node } = await send('SequenceSync', { id: sequenceId });
    expect(node).toMatchObject({ contactCount: 3, syncedWithoutEffectiveJob: 0 });
  });

  test('S6.6 S6.7 CheckDuplicates and ResolveDuplicates', async () => {
    const { email } = newContact();
    await harness.control('/candidates', { name: 'Known', email, createdAt: '2020-02-02T10:00:00.000Z' });
    const { checkDuplicates } = await send('CheckDuplicates', { integrationId, emails: [email] });
    expect(checkDuplicates).toMatchObject([{ email, exists: true }]);
    await add(harness, sequenceId, [newContact({ email })]);
    const { id: syncId } = await settled(harness, 'EXISTS', { email });
    const { resolveDuplicates } = await send('ResolveDuplicates', {
      input: { resolutions: [{ syncId, resolution: 'DISMISS' }] },
    });
    expect(resolveDuplicates).toMatchObject({ results: [{ error: null, sync: { reason: 'DISMISSED' } }] });
  });

  test('S2.4 Contacts and WhyNotSynced', async () => {
    const { contacts } = await send('Contacts', { filter: { sequenceId, search: emails[1] } });
    expect(contacts).toMatchObject({ totalCount: 1, nodes: [{ email: emails[1] }] });
    const { node } = await send('WhyNotSynced', { id: (await syncOf(harness, emails[1] ?? '')).id });
    expect(node.explanation.length).toBeGreaterThan(3);
    expect(node.history.nodes.at(-1)).toMatchObject({ from: null, to: 'NOT_SYNCED' });
  });
});
