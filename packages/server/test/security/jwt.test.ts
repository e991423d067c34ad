import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { connect } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';

const issuer = 'https://product.example';
const audience = 'handoff';
const email = 'Ines@Northwind.example';

const keys = await generateKeyPair('ES256', { extractable: true });
const others = await generateKeyPair('ES256');
const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'now', alg: 'ES256' }] };
const publisher = createServer((_, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(jwks)),
);
let harness: Harness;

beforeAll(async () => {
  await new Promise<void>((resolve) => publisher.listen(0, '127.0.0.1', resolve));
  harness = await startHarness({
    seed: { candidates: 0, jobs: 0 },
    settings: {
      HANDOFF_JWT_JWKS_URL: `http://127.0.0.1:${(publisher.address() as AddressInfo).port}/jwks.json`,
      HANDOFF_JWT_ISSUER: issuer,
      HANDOFF_JWT_AUDIENCE: audience,
      HANDOFF_JWT_ACCOUNT_CLAIM: 'https://product.example/account',
      HANDOFF_JWT_ROLE_CLAIM: 'team_role',
    },
  });
});
afterAll(async () => {
  await harness.stop();
  publisher.close();
});

const claims = () => ({
  'https://product.example/account': harness.accountId,
  team_role: 'manager',
  email,
  name: 'Ines',
});
const signed = (payload: Readonly<Record<string, unknown>>, key = keys.privateKey) =>
  new SignJWT({ iss: issuer, aud: audience, exp: Math.floor(Date.now() / 1_000) + 60, ...payload })
    .setProtectedHeader({ alg: 'ES256', kid: 'now' })
    .sign(key);
const ask = async (token: string) =>
  clientOf(harness.handoff.url, token).post({ query: '{ viewer { member { name role } scopes account { id } } }' });

describe('S9.1 people sign in to another product', () => {
  test('a verified token speaks for its member, who is known by their address from then on', async () => {
    const { body } = await ask(await signed(claims()));
    expect(body.data.viewer).toEqual({
      member: { name: 'Ines', role: 'MANAGER' },
      scopes: ['READ', 'CONTACTS', 'MANAGE'],
      account: { id: harness.accountId },
    });
    await ask(await signed(claims()));
    const rows = await harness.database.member.findMany({ where: { email: email.toLowerCase() } });
    expect(rows).toHaveLength(1);
  });

  test('the role is what the token says today', async () => {
    const { body } = await ask(await signed({ ...claims(), team_role: 'member' }));
    expect(body.data.viewer).toMatchObject({ member: { role: 'MEMBER' }, scopes: ['READ', 'CONTACTS'] });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['has run out', () => signed({ ...claims(), exp: Math.floor(Date.now() / 1_000) - 60 })],
    ['has no end', () => signed({ ...claims(), exp: undefined })],
    ['is of another issuer', () => signed({ ...claims(), iss: 'https://evil.example' })],
    ['is for another audience', () => signed({ ...claims(), aud: 'payroll' })],
    ['is signed with another key', () => signed(claims(), others.privateKey)],
    ['names no account', () => signed({ ...claims(), 'https://product.example/account': undefined })],
    [
      'names an account that is not here',
      () => signed({ ...claims(), 'https://product.example/account': crypto.randomUUID() }),
    ],
    ['names a role that there is not', () => signed({ ...claims(), team_role: 'god' })],
    [
      'is not signed at all',
      () => new UnsecuredJWT({ iss: issuer, aud: audience, ...claims() }).setExpirationTime('1m').encode(),
    ],
    ['is signed with the public key as a secret', confused],
    ['was changed', async () => swapRole(await signed({ ...claims(), team_role: 'member' }))],
  ])('a token that %s opens nothing', async (_, make) => {
    expect(await ask(await make())).toMatchObject({ status: 401 });
  });

  /** The oldest trick: HMAC, with what everybody can read as its secret. */
  async function confused(): Promise<string> {
    const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey));
    return new SignJWT({ iss: issuer, aud: audience, exp: Math.floor(Date.now() / 1_000) + 60, ...claims() })
      .setProtectedHeader({ alg: 'HS256', kid: 'now' })
      .sign(secret);
  }

  function swapRole(token: string): string {
    const [header, payload = '', signature] = token.split('.');
    const changed = Buffer.from(payload, 'base64url').toString().replace('"member"', '"owner"');
    return [header, Buffer.from(changed).toString('base64url'), signature].join('.');
  }
});

describe('S9.1 a token that runs out in the middle', () => {
  test.for(transports)('ends what it follows over %s', async ([, subscribe]) => {
    const { id: integrationId } = await connected();
    const token = await signed({ ...claims(), exp: Math.ceil(Date.now() / 1_000) + 3 });
    const frames = subscribe(
      { url: harness.handoff.url, token },
      { query: documents.SyncUpdated, variables: { integrationId } },
    );
    await frames.next();
    await expect(frames.next()).rejects.toThrow();
    await frames.close();
  });
});

async function connected(): Promise<{ id: string }> {
  const { integrations } = await harness.client.send('Integrations');
  return integrations.nodes[0] ?? connect(harness);
}
