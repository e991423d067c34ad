import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Harness, startHarness, testTimes } from '../support/harness.ts';
import { add, connect, created, jobTitled, newContact, newSequence, settled, syncOf } from '../support/seed.ts';

/** Of every emulated organisation. */
const secondScreen = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a03';
const hired = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a04';

let harness: Harness;
let integration: Answer;
let sequenceId: string;
afterEach(() => harness.stop());

/** With a default job, so that everybody who syncs has an application. */
async function start(options: Parameters<typeof startHarness>[0] = {}): Promise<void> {
  harness = await startHarness(options);
  integration = await connect(harness);
  const job = await jobTitled(harness, integration.id);
  const input = { integrationId: integration.id, mode: 'ON_ADDED', defaultJobId: job.id };
  await harness.client.send('UpdateSyncSettings', { input });
  sequenceId = await newSequence(harness);
}

async function synced(more: Readonly<Record<string, unknown>> = {}) {
  const contact = newContact(more);
  await add(harness, sequenceId, [contact]);
  return { ...contact, sync: await settled(harness, 'SYNCED', contact) };
}

async function becomes(email: string, expected: object): Promise<void> {
  await expect.poll(() => syncOf(harness, email), { timeout: 15_000, interval: 20 }).toMatchObject(expected);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function webhooksOfAshby(): Promise<readonly Answer[]> {
  return ((await harness.control('/state')) as { webhooks: readonly Answer[] }).webhooks;
}

describe('S10 with webhooks', () => {
  beforeEach(async () => {
    const port = await freePort();
    const settings = { HANDOFF_PORT: String(port), HANDOFF_PUBLIC_URL: `http://127.0.0.1:${port}` };
    await start({ settings, times: { ...testTimes, refreshEveryMs: 3_600_000 } });
    await expect.poll(async () => (await webhooksOfAshby()).length, { timeout: 15_000 }).toBe(3);
  });

  /** Sends what Ashby would, as a stranger could. */
  async function deliver(body: string, secret: string | null, path?: string): Promise<Response> {
    const [{ requestUrl }] = (await webhooksOfAshby()) as [Answer];
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (secret !== null)
      headers['ashby-signature'] = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return fetch(path ? new URL(path, requestUrl) : requestUrl, { method: 'POST', headers, body });
  }

  function changed(applicationId: string, deliveryId = 'delivery-1'): string {
    return JSON.stringify({
      webhookActionId: deliveryId,
      action: 'applicationUpdate',
      data: { application: { id: applicationId } },
    });
  }

  async function secretInUse(): Promise<string> {
    return (await webhooksOfAshby())[0]?.secretToken;
  }

  test('S10.1 registered where there is a public address; the application’s stage shows at once', async () => {
    expect((await webhooksOfAshby()).every(({ enabled }) => enabled)).toBe(true);
    const come = async () => (await harness.client.send('Health')).integrations.nodes[0].health.changesCome;
    await expect.poll(come, { timeout: 15_000 }).toBe('BY_WEBHOOK');
    const { email, sync } = await synced();
    await harness.control('/applications/stage', { applicationId: sync.application.remoteId, stageId: secondScreen });
    await becomes(email, { state: 'SYNCED', application: { status: '2nd Screen' } });
  });

  test('S10.2 T10 merged: the link follows, the state stays', async () => {
    const { email, sync } = await synced();
    const other = (await harness.control('/candidates', { name: 'The other one', email: 'other@x.example' })) as Answer;
    await harness.control('/candidates/merge', { deletedId: sync.candidate.remoteId, mergedId: other.id });
    await becomes(email, { state: 'SYNCED', candidate: { remoteId: other.id } });
  });

  test('S10.2 T10 deleted: the link clears, and nobody makes the person again but who names them', async () => {
    const contact = await synced();
    await harness.control('/candidates/delete', { candidateId: contact.sync.candidate.remoteId });
    await becomes(contact.email, { state: 'FAILED', candidate: null, error: { code: 'CANDIDATE_GONE' } });
    const second = await newSequence(harness);
    await add(harness, second, [newContact({ email: contact.email })]);
    expect(await syncOf(harness, contact.email, second)).toMatchObject({
      state: 'FAILED',
      error: { code: 'CANDIDATE_GONE' },
    });
    const all = { integrationId: integration.id, all: true, idempotencyKey: 'all' };
    await harness.client.send('StartResync', { input: all });
    await settled(harness, 'SYNCED', await synced());
    expect((await created(harness)).candidates).toHaveLength(2);
    const { contacts } = await harness.client.send('Contacts', { filter: { search: contact.email } });
    const named = { integrationId: integration.id, contactIds: [contacts.nodes[0].id], idempotencyKey: 'named' };
    await harness.client.send('StartResync', { input: named });
    await settled(harness, 'SYNCED', { email: contact.email, sequenceId });
    expect((await created(harness)).candidates).toHaveLength(3);
  });

  test('S10.1 a hint is no truth: what the API does not confirm changes nothing', async () => {
    const { email, sync } = await synced();
    const gone = {
      webhookActionId: 'g-1',
      action: 'candidateDelete',
      data: { candidate: { id: sync.candidate.remoteId } },
    };
    expect((await deliver(JSON.stringify(gone), await secretInUse())).status).toBe(204);
    await expect
      .poll(() => harness.database.webhookHint.count({ where: { followedAt: { not: null } } }), { timeout: 15_000 })
      .toBe(1);
    expect(await syncOf(harness, email)).toMatchObject({ state: 'SYNCED', candidate: sync.candidate });
  });

  test('attack 17: a wrong, missing or cut signature, one changed bit, re-serialized JSON: refused', async () => {
    const body = changed('00000000-0000-4000-8000-000000000001');
    const secret = await secretInUse();
    const bytes = new TextEncoder().encode(body);
    const oneBit = Uint8Array.from(bytes, (byte, index) => (index === 5 ? byte ^ 1 : byte));
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const [{ requestUrl }] = (await webhooksOfAshby()) as [Answer];
    const send = async (sent: BodyInit, header?: string) => {
      const headers: Record<string, string> = header === undefined ? {} : { 'ashby-signature': header };
      return (await fetch(requestUrl, { method: 'POST', headers, body: sent })).status;
    };
    expect(await send(body, `sha256=${signature}`)).toBe(204);
    expect(await send(body, `sha256=${createHmac('sha256', 'wrong').update(body).digest('hex')}`)).toBe(401);
    expect(await send(body)).toBe(401);
    expect(await send(body, `sha256=${signature.slice(0, 32)}`)).toBe(401);
    expect(await send(oneBit, `sha256=${signature}`)).toBe(401);
    expect(await send(JSON.stringify(JSON.parse(body), null, 1), `sha256=${signature}`)).toBe(401);
    expect(await send('x'.repeat(1_000_001), `sha256=${signature}`)).toBe(413);
  });

  test('attack 17: an integration that does not exist answers as one that does', async () => {
    const body = changed('00000000-0000-4000-8000-000000000001');
    const [{ requestUrl }] = (await webhooksOfAshby()) as [Answer];
    const [, , connector, account] = new URL(requestUrl).pathname.split('/');
    const wrong = await deliver(body, 'wrong');
    for (const path of [`/webhooks/${connector}/${account}/${account}`, '/webhooks/no-such/x/y', '/webhooks/']) {
      const unknown = await deliver(body, 'wrong', path);
      expect([unknown.status, await unknown.text()]).toEqual([401, await wrong.clone().text()]);
    }
  });

  test('attack 17: during a rotation both secrets are good, and after the next one the oldest is not', async () => {
    const first = await secretInUse();
    const rotate = async (than: string) => {
      await harness.database.webhook.updateMany({ data: { registeredAt: new Date(0), triedAt: new Date(0) } });
      await expect.poll(secretInUse, { timeout: 15_000 }).not.toBe(than);
      await expect
        .poll(async () => (await harness.database.webhook.findFirst())?.registeredAt?.getTime(), { timeout: 15_000 })
        .toBeGreaterThan(0);
    };
    await rotate(first);
    const second = await secretInUse();
    const status = async (secret: string, id: string) => (await deliver(changed('a', id), secret)).status;
    expect([await status(first, 'r-1'), await status(second, 'r-2')]).toEqual([204, 204]);
    await rotate(second);
    expect([await status(first, 'r-3'), await status(second, 'r-4')]).toEqual([401, 204]);
    expect(await webhooksOfAshby()).toHaveLength(3);
  });

  test('attack 18: a webhook sent 100 times has one effect', async () => {
    const { sync } = await synced();
    const body = changed(sync.application.remoteId, 'repeated');
    const secret = await secretInUse();
    const reads = async () =>
      (await harness.journal()).filter(({ operation }) => operation === 'application.list').length;
    const answers = await Promise.all(Array.from({ length: 100 }, () => deliver(body, secret)));
    expect(answers.every(({ status }) => status === 204)).toBe(true);
    const followed = { where: { deliveryId: 'repeated', followedAt: { not: null } } };
    await expect.poll(() => harness.database.webhookHint.count(followed), { timeout: 15_000 }).toBe(1);
    const before = await reads();
    await deliver(body, secret);
    await deliver(changed(sync.application.remoteId, 'another'), secret);
    const another = { where: { deliveryId: 'another', followedAt: { not: null } } };
    await expect.poll(() => harness.database.webhookHint.count(another), { timeout: 15_000 }).toBe(1);
    expect(await reads()).toBe(before + 1);
  });

  test('S1.5 disconnecting takes the webhooks back, and what is sent all the same is refused', async () => {
    const secret = await secretInUse();
    const [{ requestUrl }] = (await webhooksOfAshby()) as [Answer];
    await harness.client.send('DisconnectIntegration', { input: { integrationId: integration.id } });
    expect(await webhooksOfAshby()).toEqual([]);
    const body = changed('a');
    const headers = { 'ashby-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
    expect((await fetch(requestUrl, { method: 'POST', headers, body })).status).toBe(401);
  });
});

describe('S10 without webhooks', () => {
  beforeEach(() => start({ times: { ...testTimes, refreshEveryMs: 100 } }));

  test('S10.1 the application’s stage is read now and then, and only what changed', async () => {
    const { email, sync } = await synced();
    const page = async () => (await harness.database.integration.findFirst())?.applicationsCursor;
    await expect.poll(page, { timeout: 15_000 }).toBeTruthy();
    await harness.control('/applications/stage', { applicationId: sync.application.remoteId, stageId: secondScreen });
    await becomes(email, { application: { status: '2nd Screen' } });
    await harness.control('/cursors/expire', {});
    await harness.control('/applications/stage', { applicationId: sync.application.remoteId, stageId: hired });
    await becomes(email, { application: { status: 'Hired' } });
  });

  test('S10.2 T10 a merge is seen by the application, which is somebody else’s by now', async () => {
    const { email, sync } = await synced();
    const other = (await harness.control('/candidates', { name: 'The other one', email: 'other@x.example' })) as Answer;
    await harness.control('/candidates/merge', { deletedId: sync.candidate.remoteId, mergedId: other.id });
    await harness.control('/applications/stage', { applicationId: sync.application.remoteId, stageId: secondScreen });
    await becomes(email, { state: 'SYNCED', candidate: { remoteId: other.id }, application: { status: '2nd Screen' } });
  });
});
