import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Emulator } from '../emulator/index.ts';
import { retryDelayMs } from '../emulator/webhook-sender.ts';
import { webhooks } from '../src/webhooks.ts';
import { control, emulated, makePerson, post } from './support.ts';
import { webhookReceiver } from './webhook-receiver.ts';

const soon = { delivery: { retryScale: 0.000_01 } } as const;
const webhook = z.object({ results: z.object({ id: z.string(), enabled: z.boolean() }) });

async function listen(emulator: Emulator, requestUrl: string, webhookType = 'candidateDelete') {
  const made = await post(emulator, 'webhook.create', { webhookType, requestUrl, secretToken: 'hush' });
  return webhook.parse(made.body).results;
}

async function deleteSomebody(emulator: Emulator): Promise<string> {
  const candidateId = await makePerson(emulator, { name: 'A' });
  await control(emulator, 'candidates/delete', { candidateId });
  return candidateId;
}

const idOf = (body: string) => z.object({ webhookActionId: z.string() }).parse(JSON.parse(body)).webhookActionId;

test('an address is pinged at once, and told by a signature over the very bytes', async () => {
  const emulator = await emulated(soon);
  const receiver = await webhookReceiver(200);
  expect(await listen(emulator, receiver.url)).toMatchObject({ enabled: true });
  const candidateId = await deleteSomebody(emulator);
  await expect.poll(() => receiver.deliveries.length).toBe(2);
  for (const { body, signature } of receiver.deliveries) {
    const delivery = { headers: { 'ashby-signature': signature }, body: new TextEncoder().encode(body) };
    expect(await webhooks.verify(delivery, ['old', 'hush'])).toMatchObject({ kind: 'VERIFIED' });
    expect(await webhooks.verify(delivery, ['other'])).toEqual({ kind: 'FORGED' });
  }
  const [, told] = receiver.deliveries;
  expect(JSON.parse(told?.body ?? '')).toEqual({
    webhookActionId: expect.any(String),
    action: 'candidateDelete',
    data: { candidate: { id: candidateId } },
  });
});

test('an address that does not take the ping is kept, switched off, until a change of it is taken', async () => {
  const emulator = await emulated(soon);
  const receiver = await webhookReceiver(200);
  const nobody = await listen(emulator, 'http://127.0.0.1:9/');
  expect(nobody.enabled).toBe(false);
  await deleteSomebody(emulator);
  const changed = await post(emulator, 'webhook.update', { webhookId: nobody.id, requestUrl: receiver.url });
  expect(webhook.parse(changed.body).results.enabled).toBe(true);
  await deleteSomebody(emulator);
  await expect.poll(() => receiver.events().length).toBe(1);
});

test('what is not taken comes again, ten times at most, by one id', async () => {
  const emulator = await emulated(soon);
  const receiver = await webhookReceiver(500);
  await listen(emulator, receiver.url);
  await deleteSomebody(emulator);
  await expect.poll(() => receiver.events().length, { timeout: 10_000 }).toBe(10);
  expect(new Set(receiver.events().map(({ body }) => idOf(body))).size).toBe(1);
});

test('the waits are 10, 30, 70, 150 seconds and so on', () => {
  const attempts = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect(attempts.map((attempt) => retryDelayMs(attempt) / 1000)).toEqual([
    10, 30, 70, 150, 310, 630, 1270, 2550, 5110,
  ]);
});

test('what is taken in the end comes no more', async () => {
  const emulator = await emulated(soon);
  const receiver = await webhookReceiver(503, 429, 204);
  await listen(emulator, receiver.url);
  await deleteSomebody(emulator);
  await expect.poll(() => receiver.events().length).toBe(3);
  await deleteSomebody(emulator);
  await expect.poll(() => receiver.events().length).toBe(4);
});

test.for([401, 403, 404, 405, 410])('after %s it does not come again', async (status) => {
  const emulator = await emulated(soon);
  const receiver = await webhookReceiver(status);
  await listen(emulator, receiver.url);
  await deleteSomebody(emulator);
  await expect.poll(() => receiver.events().length).toBe(1);
  // The next event is told once too: nothing of the first came in between.
  await deleteSomebody(emulator);
  await expect.poll(() => receiver.events().length).toBe(2);
  expect(new Set(receiver.events().map(({ body }) => idOf(body))).size).toBe(2);
});

test('two webhooks are told one event by one id; a hire is a change of stage and an update', async () => {
  const emulator = await emulated(soon);
  const receiver = await webhookReceiver(200);
  for (const path of ['a', 'b']) await listen(emulator, `${receiver.url}/${path}`, 'applicationUpdate');
  for (const type of ['candidateHire', 'candidateStageChange']) await listen(emulator, `${receiver.url}/${type}`, type);
  const candidateId = await makePerson(emulator, { name: 'A' });
  const jobId = z.object({ id: z.string() }).parse(await control(emulator, 'jobs', { title: 'Analyst' })).id;
  const { body } = await post(emulator, 'application.create', { candidateId, jobId });
  const applicationId = z.object({ results: z.object({ id: z.string() }) }).parse(body).results.id;
  const stageId = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a04';
  await control(emulator, 'applications/stage', { applicationId, stageId });
  await expect.poll(() => receiver.events().length).toBe(4);
  const byPath = new Map(receiver.events().map(({ path, body }) => [path, idOf(body)]));
  expect([...byPath.keys()].toSorted()).toEqual(['/a', '/b', '/candidateHire', '/candidateStageChange']);
  expect(byPath.get('/a')).toBe(byPath.get('/b'));
  expect(new Set(byPath.values()).size).toBe(3);
});
