import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documents } from '../support/documents.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { rawRequest } from '../support/raw-request.ts';
import { newSequence } from '../support/seed.ts';
import { overWebSocket } from '../support/subscribe.ts';

let harness: Harness;
let sequenceId: string;
beforeAll(async () => {
  harness = await startHarness({ seed: { candidates: 0, jobs: 0 } });
  sequenceId = await newSequence(harness);
});
afterAll(() => harness.stop());

const json = { 'content-type': 'application/json' };
const asOwner = () => ({
  ...json,
  authorization: `Bearer ${harness.client.token}`,
  accept: 'application/graphql-response+json',
});
const viewer = JSON.stringify({ query: '{ viewer { scopes } }' });
const send = (body: string, headers: Record<string, string> = asOwner()) =>
  rawRequest(harness.handoff.url, { headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } }, body);

describe('attack 1: a flood without a token', () => {
  test('is answered before its bodies are read, and leaves nothing in memory', async () => {
    const filler = 'x'.repeat(60_000);
    const before = heap();
    const flood = Array.from({ length: 10_000 }, (_, index) => index);
    const statuses = new Map<number, number>();
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let index = flood.pop(); index !== undefined; index = flood.pop()) {
          const { status } = await unfinished(`{"query":"{ a${index}: __typename } #${filler}"}`);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }),
    );
    expect([...statuses]).toEqual([[401, 10_000]]);
    expect(heap() - before).toBeLessThan(16 * 1024 * 1024);
  });

  /** Says how long the body is, sends its beginning, and waits for the answer with the rest in hand. */
  async function unfinished(body: string): Promise<{ status: number }> {
    const sending: ClientRequest = request(`${harness.handoff.url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: { ...json, 'content-length': String(body.length) },
    });
    sending.on('error', () => undefined);
    sending.write(body.slice(0, 1_000));
    const [response] = await once(sending, 'response');
    response.resume();
    sending.destroy();
    return { status: response.statusCode };
  }

  function heap(): number {
    setFlagsFromString('--expose_gc');
    runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  }
});

describe('attack 2: a document that is too much to look at', () => {
  const spreads = (name: string, of: string) => `fragment ${name} on Query { ...${of} ${`...${of} `.repeat(9)} }`;
  test.each([
    ['a depth of 400', `{ ${'viewer { account { '.repeat(200)} id ${'} }'.repeat(200)} }`, 'deeper|tokens'],
    [
      'a depth of 40',
      `{ ${'node(id: 1) { ... on Sync { enrollment { syncs { '.repeat(10)} id ${'} } } }'.repeat(10)} }`,
      'deeper',
    ],
    ['5,000 aliases', `{ ${Array.from({ length: 5_000 }, (_, index) => `a${index}:a`).join(' ')} }`, 'tokens'],
    ['100 aliases', `{ ${Array.from({ length: 100 }, (_, index) => `a${index}: __typename`).join(' ')} }`, 'aliases'],
    ['1,000 directives', `{ __typename ${'@include(if: true) '.repeat(1_000)} }`, 'tokens'],
    ['100 directives', `{ __typename ${'@include(if: true) '.repeat(100)} }`, 'directives'],
    ['circular fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A __typename }', 'for ever'],
    [
      'fragments that fan out',
      `{ ...A } ${spreads('A', 'B')} ${spreads('B', 'C')} ${spreads('C', 'D')} fragment D on Query { __typename viewer { scopes } }`,
      'fields',
    ],
  ])('%s is refused for less than 50 ms of work', async (_, query, why) => {
    const costs = [];
    for (let count = 0; count < 3; count++) {
      const before = process.cpuUsage();
      const { status, body } = await send(JSON.stringify({ query }));
      const { user, system } = process.cpuUsage(before);
      costs.push((user + system) / 1_000);
      expect(status).toBe(400);
      expect(body.errors[0].message).toMatch(new RegExp(why));
    }
    // Of the processor, not of the clock: the machine may be busy, and this process with something else once.
    expect(Math.min(...costs)).toBeLessThan(50);
  });

  test('all that a client of ours sends passes', async () => {
    for (const query of Object.values(documents)) {
      const { body } = await send(JSON.stringify({ query, variables: {} }));
      expect(JSON.stringify(body)).not.toMatch(/deeper|tokens|aliases|directives|fields\./);
    }
  });
});

describe('attack 3: pages of a million', () => {
  const nested = (first: string) =>
    `query Q${first === '$first' ? '($first: Int!)' : ''} { sequences(first: ${first}) { nodes { id } } contacts(first: ${first}) { nodes { enrollments(first: ${first}) { nodes { contact { enrollments(first: ${first}) { nodes { id } } } } } } } }`;

  test.each(['1000000', '$first'])('are refused for their cost before any SQL runs: first: %s', async (first) => {
    const statements = await countStatements(async () => {
      const { status, body } = await send(JSON.stringify({ query: nested(first), variables: { first: 1_000_000 } }));
      expect(status).toBe(400);
      expect(body.errors[0].message).toMatch(/costs \d+/);
      expect(body.data).toBeUndefined();
    });
    expect(statements).toBe(0);
  });

  /** Reads of contacts and sequences that PostgreSQL has counted in this database meanwhile. */
  async function countStatements(during: () => Promise<void>): Promise<number> {
    const scans = async () => {
      const [row] = await harness.database.$queryRaw<{ scans: number }[]>`
        SELECT (SELECT sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::int FROM pg_stat_user_tables
          WHERE relname IN ('contact', 'sequence', 'enrollment')) AS scans FROM pg_stat_force_next_flush()`;
      return row?.scans ?? 0;
    };
    const before = await scans();
    await during();
    return (await scans()) - before;
  }
});

test('attack 4: a batch of operations is refused', async () => {
  const { status, body } = await send(JSON.stringify(Array.from({ length: 500 }, () => ({ query: '{ __typename }' }))));
  expect(status).toBe(400);
  expect(body.errors[0].message).toContain('One operation a request');
});

describe('attack 5: other shapes than JSON by POST', () => {
  const mutation = 'mutation { createSequence(input: { name: "Forged" }) { __typename } }';
  test.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(mutation)}`],
    [
      'multipart',
      'multipart/form-data; boundary=x',
      `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"${mutation}"}\r\n--x--`,
    ],
    ['application/graphql', 'application/graphql', mutation],
    ['text/plain', 'text/plain', JSON.stringify({ query: mutation })],
  ])('%s is not taken', async (_, type, body) => {
    expect(await send(body, { ...asOwner(), 'content-type': type })).toMatchObject({ status: 415 });
  });

  test.each(['{ viewer { scopes } }', mutation, 'subscription { __typename }'])('GET serves no %s', async (query) => {
    const path = `/graphql?query=${encodeURIComponent(query)}`;
    const headers = { authorization: `Bearer ${harness.client.token}`, accept: 'text/event-stream' };
    const answer = await rawRequest(harness.handoff.url, { method: 'GET', path, headers });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  test('the page of another site is refused', async () => {
    expect(await send(viewer, { ...asOwner(), origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  });
});

describe('attack 6: looking around in production', () => {
  test('the schema is not shown', async () => {
    const { body } = await send(JSON.stringify({ query: '{ __schema { types { name } } }' }));
    expect(body.data).toBeUndefined();
    expect(body.errors[0].message).toContain('introspection');
  });

  test('a wrong name gets no hint, in a document or in a variable', async () => {
    const wrongField = await send(JSON.stringify({ query: '{ viewr { scopes } }' }));
    const query = 'mutation M($input: UpdateSyncSettingsInput!) { updateSyncSettings(input: $input) { __typename } }';
    const wrongInput = await send(JSON.stringify({ query, variables: { input: { integrationId: '1', mod: 'OFF' } } }));
    const wrongEnum = await send(
      JSON.stringify({ query, variables: { input: { integrationId: '1', mode: 'ON_ADD' } } }),
    );
    for (const { body } of [wrongField, wrongInput, wrongEnum]) {
      expect(body.errors).toHaveLength(1);
      expect(JSON.stringify(body)).not.toContain('Did you mean');
    }
  });

  test('developers see both', async () => {
    const open = await startHarness({ seed: { candidates: 0, jobs: 0 }, settings: { HANDOFF_API_SCHEMA: 'OPEN' } });
    const { body: schema } = await open.client.post({ query: '{ __schema { queryType { name } } }' });
    expect(schema.data.__schema.queryType.name).toBe('Query');
    const { body: wrong } = await open.client.post({ query: '{ viewr { scopes } }' });
    expect(wrong.errors[0].message).toContain('Did you mean');
    const page = await (await fetch(`${open.handoff.url}/graphiql`)).text();
    expect(page).toContain('mutation ConnectIntegration');
    expect(page).not.toMatch(/(src|href)=["']?https?:/);
    await open.stop();
  });
});

describe('attack 7: what a fault of ours tells', () => {
  test('a database error is answered with an id to find it by, and nothing else', async () => {
    await harness.database.$executeRaw`ALTER TABLE sequence RENAME COLUMN name TO hunter2`;
    const { body } = await send(JSON.stringify({ query: '{ sequences { nodes { name } } }' }));
    await harness.database.$executeRaw`ALTER TABLE sequence RENAME COLUMN hunter2 TO name`;
    expect(body.errors).toEqual([
      {
        message: 'Something went wrong here.',
        path: expect.anything(),
        locations: expect.anything(),
        extensions: { code: 'INTERNAL', requestId: expect.stringMatching(/^[\w-]{36}$/) },
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|prisma|SELECT/i);
  });
});

describe('attack 8: a body that is not what it seems', () => {
  test.each([
    ['an odd charset', { 'content-type': 'application/json; charset=utf-16le' }, viewer, 415],
    ['another odd charset', { 'content-type': 'application/json; charset=utf-7' }, viewer, 415],
    ['a gzip bomb', { 'content-encoding': 'gzip' }, gzipSync('a'.repeat(1_000_000)).toString('latin1'), 415],
    ['no length', { 'content-length': '', 'transfer-encoding': 'chunked' }, viewer, 413],
    ['more than a batch', { 'content-length': '9000000' }, viewer, 413],
    ['no JSON', {}, '{"query": ', 400],
    ['a key named twice', {}, '{"query":"{ a }","query":"{ viewer { scopes } }"}', 400],
    ['a variable named twice', {}, '{"query":"{ a }","variables":{"a":1,"\\u0061":2}}', 400],
    [
      'variables nested 10,000 deep',
      {},
      `{"query":"{ a }","variables":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
      400,
    ],
    ['a field of its own', {}, '{"query":"{ __typename }","admin":true}', 400],
  ])('%s is refused', async (...[, headers, body, status]) => {
    const given = { ...asOwner(), 'content-length': String(Buffer.byteLength(body)), ...headers };
    const clean = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    expect(await rawRequest(harness.handoff.url, { headers: clean }, body)).toMatchObject({ status });
  });

  test('only a batch may be long', async () => {
    const name = 'x'.repeat(70_000);
    const query = 'mutation M($input: CreateSequenceInput!) { createSequence(input: $input) { __typename } }';
    expect(await send(JSON.stringify({ query, variables: { input: { name } } }))).toMatchObject({ status: 413 });
    const contacts = Array.from({ length: 500 }, (_, index) => ({
      eventId: `long-${index}`,
      name: `Person ${index}`,
      email: `person.${index}@long.example`,
      linkedInUrl: `https://www.linkedin.com/in/${'x'.repeat(100)}-${index}`,
    }));
    const variables = { input: { sequenceId, contacts } };
    const { status, body } = await send(JSON.stringify({ query: documents.AddContactsToSequence, variables }));
    expect([status, body.data?.addContactsToSequence.accepted]).toEqual([200, 500]);
  });
});

describe('who asks too often is told when to come back', () => {
  let slow: Harness;
  beforeAll(async () => {
    slow = await startHarness({ seed: { candidates: 0, jobs: 0 }, settings: { HANDOFF_REQUESTS_PER_MINUTE: '3' } });
  });
  afterAll(() => slow.stop());

  async function statusesOf(ask: () => Promise<{ status: number }>): Promise<readonly number[]> {
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await ask()).status);
    return statuses;
  }

  test('by each token, whatever the others do', async () => {
    const other = await slow.clientFor('MEMBER');
    expect(await statusesOf(() => slow.client.post({ query: '{ __typename }' }))).toEqual([200, 200, 200, 429]);
    expect((await other.post({ query: '{ __typename }' })).status).toBe(200);
  });

  test('over a socket as well', async () => {
    const { token } = await slow.clientFor('MEMBER');
    const ask = async () => {
      const answers = overWebSocket(
        { url: slow.handoff.url, token },
        { query: '{ viewer { scopes } }', variables: {} },
      );
      await answers.next().finally(answers.close);
    };
    for (let count = 0; count < 3; count++) await ask();
    await expect(ask()).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });

  test('without a token, by where it comes from: sign-ins and webhooks', async () => {
    const headers = { ...json, 'content-length': '12' };
    const signIn = () => rawRequest(slow.handoff.url, { path: '/auth/sign-in', headers }, '{"code":"x"}');
    expect(await statusesOf(signIn)).toEqual([401, 401, 401, 429]);
    const path = '/webhooks/ashby/account/integration';
    expect(await rawRequest(slow.handoff.url, { path, headers }, '{"code":"x"}')).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    });
  });
});

describe('attack 12: fields that are nobody’s to set', () => {
  test.each([
    ['createSequence', 'CreateSequenceInput', { name: 'Mine', accountId: 'x' }],
    ['updateSequenceSync', 'UpdateSequenceSyncInput', { sequenceId: 'x', state: 'SYNCED' }],
    [
      'addContactsToSequence',
      'AddContactsToSequenceInput',
      { sequenceId: 'x', contacts: [{ eventId: '1', remoteId: 'x' }] },
    ],
  ])('%s knows no such field', async (field, type, input) => {
    const query = `mutation M($input: ${type}!) { ${field}(input: $input) { __typename } }`;
    const { body } = await send(JSON.stringify({ query, variables: { input } }));
    expect(body.data).toBeUndefined();
    expect(body.errors[0].message).toMatch(/is not defined by type|Unknown field/);
  });
});
