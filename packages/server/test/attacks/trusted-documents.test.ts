import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { createToken } from '../../src/security/tokens.ts';
import { type Answer, type Client, clientOf } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { connect } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';

/** As the page's build has written them. */
const manifest = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(new URL('../../../web-client/dist/trusted-documents.json', import.meta.url), 'utf8')));
const pageDocument = (name: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(name) } },
});
const hashOf = (name: string) => Object.keys(manifest).find((hash) => manifest[hash]?.includes(` ${name}`)) ?? '';

let harness: Harness;
let integrationId: string;
/** Somebody who has signed in on the page. */
let session: Client;
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 1 } });
  integrationId = (await connect(harness)).id;
  session = await signedIn(harness);
});
afterAll(() => harness.stop());

async function signedIn({ database, accountId, handoff }: Harness): Promise<Client> {
  const account = tenancyOf(database).forAccount(accountId);
  const { id: memberId } = await account.member.findFirstOrThrow({ where: { role: 'OWNER' } });
  const code = await createToken(account, { accountId, memberId, kind: 'SIGN_IN', name: 'link' });
  const answer = await fetch(`${handoff.url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const { token }: Answer = await answer.json();
  return clientOf(handoff.url, token);
}

const refused = (code: string) => ({ status: 400, body: { errors: [{ code, message: expect.any(String) }] } });

describe('the page sends trusted documents', () => {
  test('a session names a document of the page, and is answered', async () => {
    const { status, body } = await session.post({ ...pageDocument('Viewer'), variables: {} });
    expect([status, body.data.viewer.member.role]).toEqual([200, 'OWNER']);
  });

  test.each(Object.entries(documents))('a stolen session sends no document of its own: %s', async (_, query) => {
    expect(await session.post({ query })).toMatchObject(refused('PERSISTED_QUERY_ID_REQUIRED'));
  });

  test('nor does it beside the name of a trusted one', async () => {
    const query = 'mutation { createSequence(input: { name: "Forged" }) { __typename } }';
    const { body } = await session.post({ ...pageDocument('Viewer'), query });
    expect(Object.keys(body.data)).toEqual(['viewer']);
    const unknown = { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } };
    expect(await session.post({ extensions: unknown, query })).toMatchObject(refused('PERSISTED_QUERY_ID_REQUIRED'));
    expect(await harness.database.sequence.count()).toBe(0);
  });

  test('a document that the server does not know is told from one that is not allowed', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } };
    for (const client of [session, harness.client]) {
      expect(await client.post({ extensions })).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
    }
  });

  test('a program sends what it likes, by text or by name', async () => {
    const byText = await harness.client.post({ query: documents.Viewer });
    const byName = await harness.client.post(pageDocument('Viewer'));
    expect([byText.status, byName.status, byName.body.data.viewer.member]).toEqual([200, 200, null]);
  });

  test('a developer’s server takes any from a session too', async () => {
    const open = await startHarness({ seed: { candidates: 0, jobs: 0 }, settings: { HANDOFF_API_SCHEMA: 'OPEN' } });
    expect((await (await signedIn(open)).post({ query: documents.Viewer })).status).toBe(200);
    await open.stop();
  });
});

describe.each(transports)('the page follows by trusted documents over %s', (_, subscribe) => {
  test('it names its subscription', async () => {
    const frames = subscribe(session, { query: '', variables: { integrationId }, ...pageDocument('SyncUpdated') });
    expect(await frames.next()).toMatchObject({ cursor: expect.any(String), sync: null });
    await frames.close();
  });

  test('a subscription of its own is refused', async () => {
    const frames = subscribe(session, { query: documents.SyncUpdated, variables: { integrationId } });
    await expect(frames.next()).rejects.toThrow();
    await frames.close();
  });
});
