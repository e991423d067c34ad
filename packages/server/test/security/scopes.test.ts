import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenScopes } from '../../src/security/rights.ts';
import { clientOf } from '../support/client.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { kindsAt, type RootField, requestFor, rootFields } from '../support/root-fields.ts';
import { startRun } from '../support/runs.ts';
import { add, connect, jobTitled, newContact, newSequence } from '../support/seed.ts';
import { overEvents } from '../support/subscribe.ts';

const published = buildSchema(readFileSync(new URL('../../../../schema.graphql', import.meta.url), 'utf8'));
const allScopes = Object.keys(tokenScopes);

/** What a field says that a token needs: each of these, of which one of several may be enough. */
function needsOf({ operation, name }: RootField): readonly (readonly string[])[] {
  const roots = {
    query: published.getQueryType(),
    mutation: published.getMutationType(),
    subscription: published.getSubscriptionType(),
  };
  const said = / token needs ([A-Z]+)(?: (and|or) ([A-Z]+))?\.$/.exec(
    roots[operation]?.getFields()[name]?.description ?? '',
  );
  const [, one, joined, other] = said ?? [];
  if (one === undefined) throw new Error(`${name} does not say what a token needs.`);
  if (other === undefined) return [[one]];
  return joined === 'or' ? [[one, other]] : [[one], [other]];
}

let harness: Harness;
/** One of each kind, all of this account. */
let ours: Readonly<Record<string, string>>;
const tokens = new Map<string, string>();
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 2 }, settings: { HANDOFF_ROLE: 'api' } });
  const integrationId = (await connect(harness, { mode: 'ON_ADDED' })).id;
  const sequenceId = await newSequence(harness);
  const { results } = await add(harness, sequenceId, [newContact()]);
  ours = {
    Integration: integrationId,
    Sequence: sequenceId,
    Contact: results[0].enrollment.contact.id,
    Sync: results[0].enrollment.syncs[0].id,
    Job: (await jobTitled(harness, integrationId)).id,
    ResyncRun: (await startRun(harness, { integrationId, sequenceId })).id,
    ApiToken: (await makeToken(['READ'])).token.id,
  };
});
afterAll(() => harness.stop());

const named = rootFields.map((field) => [field.name, field] as const);

describe('S9.1 a token that lacks a scope which a field says it needs', () => {
  let before: unknown;
  beforeAll(async () => {
    before = await rowsOf();
  });

  test.each(named)('is refused %s', async (_, field) => {
    for (const need of needsOf(field)) {
      const scopes = allScopes.filter((scope) => !need.includes(scope));
      expect({ scopes, code: await codeOf(field, scopes) }).toEqual({ scopes, code: 'FORBIDDEN' });
    }
  });

  test('has done nothing so', async () => {
    expect(await rowsOf()).toEqual(before);
  });
});

describe('S9.1 a token that has just the scopes which a field says it needs', () => {
  test.each(named)('is not refused %s', async (_, field) => {
    const [first = [], ...others] = needsOf(field);
    for (const one of first) {
      const scopes = [one, ...others.flat()];
      expect({ scopes, code: await codeOf(field, scopes) }).not.toEqual({ scopes, code: 'FORBIDDEN' });
    }
  });
});

test('S9.1 a token that may only read sees no tokens, by their id either', async () => {
  const reader = clientOf(harness.handoff.url, await tokenWith(['READ']));
  const query = 'query Q($id: ID!) { node(id: $id) { ... on ApiToken { name } } }';
  const { body } = await reader.post({ query, variables: { id: ours.ApiToken } });
  expect(body).toMatchObject({ data: { node: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});

/** Why a token with these scopes is refused the field, or what else comes of it. */
async function codeOf(field: RootField, scopes: readonly string[]): Promise<string> {
  const request = requestFor(field, {
    gives: () => false,
    idAt: (path) => ours[kindsAt(field, path).at(-1) ?? ''] ?? '',
  });
  const door = { url: harness.handoff.url, token: await tokenWith(scopes) };
  if (field.operation === 'subscription') {
    const frames = overEvents(door, request);
    const code = await frames.next().then(
      () => 'followed',
      ({ message }: Error) => message,
    );
    await frames.close();
    return code;
  }
  const { body } = await clientOf(door.url, door.token).post(request);
  return body.errors?.[0]?.extensions?.code ?? body.data[field.name]?.code ?? 'answered';
}

async function tokenWith(scopes: readonly string[]): Promise<string> {
  const key = scopes.join();
  const secret = tokens.get(key) ?? (await makeToken(scopes)).secret;
  tokens.set(key, secret);
  return secret;
}

async function makeToken(scopes: readonly string[]) {
  const expiresAt = new Date(Date.now() + 1e9).toISOString();
  return (await harness.client.send('CreateApiToken', { input: { name: 'Scoped', scopes, expiresAt } })).createApiToken;
}

/** All rows but those of tokens and of the audit log, in which a refusal is to be seen. */
async function rowsOf(): Promise<unknown> {
  const tables = await harness.database.$queryRaw<{ name: string }[]>`
    SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attname = 'account_id' AND c.relname NOT IN ('api_token', 'audit_entry') ORDER BY 1`;
  expect(tables.length).toBeGreaterThan(15);
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await harness.database.$queryRawUnsafe(
        `SELECT '${name}' AS table, count(*)::int, md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM ${name} t`,
      );
      return rows;
    }),
  );
}
