import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Client, clientOf } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { add, connect, newContact, newSequence } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';

let harness: Harness;
let integrationId: string;
let sequenceId: string;
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 1 } });
  integrationId = (await connect(harness)).id;
  sequenceId = await newSequence(harness);
});
afterAll(() => harness.stop());

const nextYear = () => new Date(Date.now() + 300 * 24 * 60 * 60_000).toISOString();

async function create(input: Readonly<Record<string, unknown>>, client: Client = harness.client): Promise<Answer> {
  const { createApiToken } = await client.send('CreateApiToken', {
    input: { name: 'ATS bridge', scopes: ['READ'], expiresAt: nextYear(), ...input },
  });
  return createApiToken;
}

async function programWith(scopes: readonly string[]): Promise<{ client: Client; id: string }> {
  const { secret, token } = await create({ scopes });
  return { client: clientOf(harness.handoff.url, secret), id: token.id };
}

const revoke = (tokenId: string) => harness.client.send('RevokeApiToken', { input: { tokenId } });

describe('S9.1 a machine token has named scopes and an end', () => {
  test('its secret is shown once, and kept as a hash', async () => {
    const { secret, token } = await create({ scopes: ['READ', 'CONTACTS'] });
    expect(secret).toMatch(/^ht_[\w-]{43}$/);
    expect(token).toMatchObject({ name: 'ATS bridge', scopes: ['READ', 'CONTACTS'], lastUsedAt: null });
    const [row] = await harness.database.$queryRaw<{ all: string }[]>`SELECT json_agg(t)::text AS all FROM api_token t`;
    expect(row?.all).not.toContain(secret.slice(3));
  });

  test('it speaks for nobody, and its use is written down', async () => {
    const { client, id } = await programWith(['READ']);
    const { viewer } = await client.send('Viewer');
    expect(viewer).toMatchObject({ member: null, scopes: ['READ'] });
    const { apiTokens } = (await harness.client.post({ query: '{ apiTokens { nodes { id lastUsedAt } } }' })).body.data;
    expect(apiTokens.nodes.find((node: Answer) => node.id === id).lastUsedAt).toEqual(expect.any(String));
  });

  test.each([
    [['READ'], ['OK', 'FORBIDDEN', 'FORBIDDEN']],
    [['CONTACTS'], ['FORBIDDEN', 'OK', 'FORBIDDEN']],
    [['MANAGE'], ['FORBIDDEN', 'OK', 'OK']],
    [
      ['READ', 'CONTACTS', 'MANAGE'],
      ['OK', 'OK', 'OK'],
    ],
  ])('%s may so much and no more', async (scopes, expected) => {
    const { client } = await programWith(scopes);
    const read = await client.post({ query: documents.Integrations });
    const added = await add({ client }, sequenceId, [newContact()]);
    const made = (await client.send('CreateSequence', { input: { name: 'By a program' } })).createSequence;
    expect([read.body.errors?.[0].extensions.code ?? 'OK', added.code ?? 'OK', made.code ?? 'OK']).toEqual(expected);
  });

  test.each([
    ['no name', { name: ' ' }, 'name'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['an end in ten years', { expiresAt: '2036-01-01T00:00:00Z' }, 'expiresAt'],
  ])('one with %s is not made', async (_, input, field) => {
    expect(await create(input)).toMatchObject({ code: 'INVALID_INPUT', path: [field] });
  });

  test('a program can make no token that may more than itself', async () => {
    const { client } = await programWith(['MANAGE']);
    expect(await create({ scopes: ['MANAGE', 'READ'] }, client)).toMatchObject({ path: ['scopes'] });
    expect(await create({ scopes: ['MANAGE'] }, client)).toMatchObject({ secret: expect.any(String) });
  });

  test('it may no longer what its maker may no longer', async () => {
    const manager = await harness.clientFor('MANAGER');
    const { secret } = await create({ scopes: ['MANAGE'] }, manager);
    await harness.database.member.updateMany({ where: { role: 'MANAGER' }, data: { role: 'MEMBER' } });
    const client = clientOf(harness.handoff.url, secret);
    const { createSequence } = await client.send('CreateSequence', { input: { name: 'Too late' } });
    expect(createSequence.code).toBe('FORBIDDEN');
  });

  test('revoked, it opens nothing, and the audit log says who did it', async () => {
    const { client, id } = await programWith(['READ']);
    const { revokeApiToken } = await revoke(id);
    expect(revokeApiToken).toMatchObject({ id, revokedAt: expect.any(String) });
    expect((await client.post({ query: '{ __typename }' })).status).toBe(401);
    const actions = await harness.database.auditEntry.findMany({ where: { target: { not: '' } } });
    expect(actions.map(({ action }) => action)).toEqual(expect.arrayContaining(['token.create', 'token.revoke']));
  });
});

describe.each(transports)('what a token follows over %s', (_, subscribe) => {
  const operation = () => ({ query: documents.SyncUpdated, variables: { integrationId } });

  test('ends when the token is revoked', async () => {
    const { client, id } = await programWith(['READ']);
    const frames = subscribe(client, operation());
    await frames.next();
    await revoke(id);
    await expect(frames.next()).rejects.toThrow();
    await frames.close();
  });

  test('ends when the token runs out', async () => {
    const { client, id } = await programWith(['READ']);
    const frames = subscribe(client, operation());
    await frames.next();
    const row = Buffer.from(id, 'base64').toString().split(':')[1] ?? '';
    await harness.database.$executeRaw`UPDATE api_token SET expires_at = now() WHERE id = ${row}::uuid`;
    await expect(frames.next()).rejects.toThrow();
    await frames.close();
  });
});
