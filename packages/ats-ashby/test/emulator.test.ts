import { expect, test } from 'vitest';
import { startEmulator } from '../emulator/index.ts';
import { emulated, journalOf, makeKey, post } from './support.ts';

test('every answer carries a request id, and a refusal repeats it', async () => {
  const emulator = await emulated();
  const refused = await post(emulator, 'candidate.info', { id: 'not-a-uuid' });
  const requestId = refused.headers.get('x-ashby-request-id');
  expect(refused.status).toBe(200);
  expect(requestId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(refused.headers.get('ashby-version')).toBe('2026-01-01');
  expect(refused.body).toEqual({
    success: false,
    errors: ['invalid_input'],
    errorInfo: { code: 'invalid_input', message: expect.any(String), requestId, meta: {} },
  });
});

test('a missing and a wrong key are turned away in prose, an unknown operation too', async () => {
  const { url, apiKey } = await emulated();
  const missing = await fetch(`${url}/job.list`, { method: 'POST', body: '{}' });
  expect([missing.status, await missing.text()]).toEqual([401, 'Missing API key']);
  expect(await post({ url, apiKey: 'wrong' }, 'job.list', {})).toMatchObject({ status: 403, body: null });
  expect(await post({ url, apiKey }, 'job.sing', {})).toMatchObject({ status: 404, body: null });
  expect((await fetch(`${url}/job.list`)).status).toBe(404);
});

test('a key lists its own scopes, when it may', async () => {
  const emulator = await emulated();
  const apiKey = await makeKey(emulator, ['apiKeys:read', 'jobs:read']);
  const told = await post({ url: emulator.url, apiKey }, 'apiKey.info', {});
  expect(told.body).toMatchObject({ success: true, results: { scopes: ['apiKeys:read', 'jobs:read'] } });
  const silent = await makeKey(emulator, ['jobs:read']);
  expect(await post({ url: emulator.url, apiKey: silent }, 'apiKey.info', {})).toMatchObject({
    status: 403,
    body: { errorInfo: { code: 'missing_endpoint_permission' } },
  });
});

test('the window of a key is counted down, answered with 429, and opens again after a minute', async () => {
  let now = Date.UTC(2026, 10, 23, 10, 0, 0);
  const emulator = await emulated({ limitPerMinute: 2, now: () => new Date(now) });
  const seen = [];
  for (let call = 0; call < 3; call += 1) seen.push(await post(emulator, 'job.list', {}));
  expect(seen.map(({ status, headers }) => [status, headers.get('x-ratelimit-remaining')])).toEqual([
    [200, '1'],
    [200, '0'],
    [429, '0'],
  ]);
  const last = seen[2];
  expect(last?.headers.get('x-ratelimit-limit')).toBe('2');
  expect(Number(last?.headers.get('x-ratelimit-reset'))).toBe(now / 1000 + 60);
  expect(last?.body).toMatchObject({ success: false, errorInfo: { code: 'rate_limit_exceeded' } });

  const other = await makeKey(emulator, ['jobs:read']);
  expect((await post({ url: emulator.url, apiKey: other }, 'job.list', {})).status).toBe(200);
  now += 60_000;
  expect((await post(emulator, 'job.list', {})).status).toBe(200);
});

test('the same address twice makes two candidates', async () => {
  const emulator = await emulated();
  const twin = { name: 'A', email: 'a@mail.example' };
  await post(emulator, 'candidate.create', twin);
  await post(emulator, 'candidate.create', twin);
  const found = await post(emulator, 'candidate.search', { email: 'A@mail.example' });
  expect(found.body?.results).toHaveLength(2);
});

test('the same seed makes the same organisation', async () => {
  const seed = { candidates: 40, jobs: 12 };
  const [one, two, other] = [
    await emulated({ seed }),
    await emulated({ seed }),
    await emulated({ seed: { ...seed, random: 2 } }),
  ];
  const people = async (emulator: typeof one) => (await post(emulator, 'candidate.list', {})).body?.results;
  expect(one.apiKey).toBe(two.apiKey);
  expect(await people(one)).toEqual(await people(two));
  expect(await people(one)).not.toEqual(await people(other));
});

test('the journal tells every call, refused ones too, with no more than the end of the key', async () => {
  const emulator = await emulated({ now: () => new Date('2026-11-23T10:00:00.000Z') });
  await post(emulator, 'candidate.create', { name: 'A' });
  await post({ url: emulator.url, apiKey: 'wrong-key' }, 'job.list', {});
  const at = '2026-11-23T10:00:00.000Z';
  expect(await journalOf(emulator)).toEqual([
    {
      at,
      operation: 'candidate.create',
      key: emulator.apiKey.slice(-4),
      request: { name: 'A' },
      outcome: { status: 200, success: true, id: expect.any(String) },
    },
    {
      at,
      operation: 'job.list',
      key: '-key',
      request: {},
      outcome: { status: 403, success: false, code: 'forbidden' },
    },
  ]);
});

test('a port that is taken is refused with the error of the system', async () => {
  const emulator = await emulated();
  const port = Number(new URL(emulator.url).port);
  await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
