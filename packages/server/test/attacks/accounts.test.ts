import { GraphQLID, type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextOf } from '../../src/http/graphql.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { createToken } from '../../src/security/tokens.ts';
import { type Client, clientOf } from '../support/client.ts';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import {
  type Filling,
  isConnectors,
  kinds,
  kindsAt,
  type RootField,
  requestFor,
  rootFields,
} from '../support/root-fields.ts';
import { add, connect, jobTitled, newContact, newSequence } from '../support/seed.ts';
import { transports } from '../support/subscribe.ts';

let harness: Harness;
/** The owner of another account in the same database. */
let stranger: Client;
let theirs: Readonly<Record<string, string>>;

beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 2 } });
  stranger = await ownerOfAnother();
  const integrationId = (await connect(harness, { mode: 'ON_ADDED' })).id;
  const sequenceId = await newSequence(harness);
  const { results } = await add(harness, sequenceId, [newContact(), newContact()]);
  const run = await harness.client.post({
    query: 'mutation M($input: StartResyncInput!) { startResync(input: $input) { ... on ResyncRun { id } } }',
    variables: { input: { integrationId, all: true, idempotencyKey: 'theirs' } },
  });
  const token = await harness.client.send('CreateApiToken', {
    input: { name: 'Theirs', scopes: ['READ'], expiresAt: new Date(Date.now() + 1e9).toISOString() },
  });
  const erased = await harness.client.send('EraseContact', {
    input: { contactId: results[1].enrollment.contact.id },
  });
  theirs = {
    Erasure: erased.eraseContact.erasure.id,
    Integration: integrationId,
    Sequence: sequenceId,
    Contact: results[0].enrollment.contact.id,
    Enrollment: results[0].enrollment.id,
    Sync: results[0].enrollment.syncs[0].id,
    Job: (await jobTitled(harness, integrationId)).id,
    ResyncRun: run.body.data.startResync.id,
    ApiToken: token.createApiToken.token.id,
  };
});
afterAll(() => harness.stop());

async function ownerOfAnother(): Promise<Client> {
  const accountId = crypto.randomUUID();
  const account = tenancyOf(harness.database).forAccount(accountId);
  await account.account.create({ data: { id: accountId, name: 'Contoso' } });
  const { id: memberId } = await account.member.create({
    data: { accountId, name: 'Stranger', email: 'stranger@contoso.example', role: 'OWNER' },
  });
  return clientOf(harness.handoff.url, await createToken(account, { accountId, memberId, kind: 'API', name: 'test' }));
}

/** A place in the schema that takes an id, and the kind of thing it is to be the id of. */
type Place = { readonly field: RootField; readonly at: string; readonly kind: string };

const places: readonly Place[] = rootFields.flatMap((field) =>
  idPaths(field.args).flatMap((at) => kindsAt(field, at).map((kind) => ({ field, at, kind }))),
);

/** Dotted paths of all ids among these, inside inputs and lists too. */
function idPaths(inputs: readonly { readonly name: string; readonly type: GraphQLInputType }[], prefix = ''): string[] {
  return inputs.flatMap(({ name, type }) => {
    const named = getNamedType(type);
    const at = `${prefix}${name}`;
    if (named === GraphQLID) return isConnectors(at) ? [] : [at];
    return isInputObjectType(named) ? idPaths(Object.values(named.getFields()), `${at}.`) : [];
  });
}

const randomId = (kind: string) => Buffer.from(`${kind}:${crypto.randomUUID()}`).toString('base64');

/** The id under test stands where it should, and one of nothing everywhere else. */
function fillingWith(id: string, at: string): Filling {
  return {
    gives: (path) => path === at || at.startsWith(`${path}.`),
    idAt: (path) => (path === at ? id : randomId('Sequence')),
  };
}

/** What an answer says, without what differs from one request to the next. */
async function answerTo(client: Client, { field, at }: Place, id: string): Promise<string> {
  const { status, body } = await client.post(requestFor(field, fillingWith(id, at)));
  return JSON.stringify({ status, body }).replaceAll(id, '<id>');
}

describe('attack 9: another account’s id', () => {
  test('every field that takes an id is tried', () => {
    expect(places.length).toBeGreaterThan(25);
  });

  test.each(places.map((place) => [`${place.field.name}(${place.at}: ${place.kind})`, place] as const))(
    '%s answers as for an id of nothing',
    async (_, place) => {
      const id = theirs[place.kind] ?? '';
      const answer = await answerTo(stranger, place, id);
      expect(answer).toBe(await answerTo(stranger, place, randomId(place.kind)));
      expect(answer).not.toContain('Syntax Error');
      expect(answer).not.toMatch(/Unknown|Cannot query|INTERNAL/);
    },
  );

  test('the ids are good: their owner is answered otherwise', async () => {
    for (const kind of kinds) {
      const node = places.find((place) => place.field.name === 'node' && place.kind === kind);
      expect(await answerTo(harness.client, node as Place, theirs[kind] ?? '')).toContain('<id>');
    }
  });
});

describe('attack 10: the same with row-level security off', () => {
  beforeAll(() => eachWall('DISABLE'));
  afterAll(() => eachWall('ENABLE'));

  test('the application’s own wall is enough', async () => {
    for (const place of places) {
      const answer = await answerTo(stranger, place, theirs[place.kind] ?? '');
      expect(answer, `${place.field.name}(${place.at})`).toBe(await answerTo(stranger, place, randomId(place.kind)));
    }
    const { contacts } = await stranger.send('Contacts');
    const { integrations } = await stranger.send('Integrations');
    expect([contacts.totalCount, integrations.totalCount]).toEqual([0, 0]);
  });

  async function eachWall(what: 'ENABLE' | 'DISABLE'): Promise<void> {
    await harness.database.$executeRawUnsafe(`DO $$ DECLARE t regclass; BEGIN
      FOR t IN SELECT polrelid FROM pg_policy WHERE polname = 'own_account' LOOP
        EXECUTE format('ALTER TABLE %s ${what} ROW LEVEL SECURITY', t);
      END LOOP; END $$`);
  }
});

test('attack 11: what one request loads with is not there for the next', () => {
  const parts = { tenancy: tenancyOf(harness.database), connectors: { all: [], find: () => undefined } };
  const loaders = (accountId: string) => contextOf(parts as never, { accountId } as never).loaders;
  const [first, again, other] = [harness.accountId, harness.accountId, crypto.randomUUID()].map(loaders);
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(3);
  for (const [name, loader] of Object.entries(first ?? {})) {
    expect(Reflect.get(again ?? {}, name)).not.toBe(loader);
    expect(Reflect.get(other ?? {}, name)).not.toBe(loader);
  }
});

describe.each(transports)('attack 16: following another account over %s', (_, subscribe) => {
  test.each([
    ['SyncUpdated', () => ({ integrationId: theirs.Integration })],
    ['ResyncRunUpdated', () => ({ id: theirs.ResyncRun })],
    ['IntegrationUpdated', () => ({ id: theirs.Integration })],
  ] as const)('%s finds nothing, and sends no frame', async (operation, variables) => {
    const frames = subscribe(stranger, { query: documents[operation], variables: variables() });
    await expect(frames.next()).rejects.toThrow('NOT_FOUND');
    await frames.close();
  });
});
