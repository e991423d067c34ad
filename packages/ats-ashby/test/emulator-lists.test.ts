import { expect, test } from 'vitest';
import { control, emulated, makeKey, makePerson, post } from './support.ts';

const ids = (body: unknown) =>
  typeof body === 'object' && body !== null && 'results' in body && Array.isArray(body.results)
    ? body.results.map(({ id }: { id: string }) => id)
    : [];

test('a list comes in pages, oldest first, and ends with a token for what changes later', async () => {
  const emulator = await emulated({ seed: { candidates: 5 } });
  const first = await post(emulator, 'candidate.list', { limit: 3 });
  expect(first.body).toEqual({
    success: true,
    results: expect.any(Array),
    moreDataAvailable: true,
    nextCursor: expect.any(String),
  });
  // Made while the run goes on: it may show in this run, and must in the next.
  const late = await makePerson(emulator, { name: 'Late' });
  const last = await post(emulator, 'candidate.list', { limit: 3, cursor: first.body?.nextCursor });
  expect(last.body).toEqual({
    success: true,
    results: expect.any(Array),
    moreDataAvailable: false,
    syncToken: expect.any(String),
  });
  expect(new Set([...ids(first.body), ...ids(last.body)]).size).toBe(6);

  const syncToken = last.body?.syncToken;
  const changed = await post(emulator, 'candidate.list', { syncToken });
  expect(ids(changed.body)).toEqual([late]);
  const nothing = await post(emulator, 'candidate.list', { syncToken: changed.body?.syncToken });
  expect(ids(nothing.body)).toEqual([]);
});

test('an incremental run comes in pages too', async () => {
  const emulator = await emulated();
  const syncToken = (await post(emulator, 'candidate.list', {})).body?.syncToken;
  for (const name of ['A', 'B', 'C']) await post(emulator, 'candidate.create', { name });
  const first = await post(emulator, 'candidate.list', { syncToken, limit: 2 });
  const last = await post(emulator, 'candidate.list', { syncToken, limit: 2, cursor: first.body?.nextCursor });
  expect([ids(first.body).length, ids(last.body).length, last.body?.moreDataAvailable]).toEqual([2, 1, false]);
});

test('a cursor or token of another list, or of other filters, is refused', async () => {
  const emulator = await emulated({ seed: { candidates: 3, jobs: 3 } });
  const page = (await post(emulator, 'candidate.list', { limit: 1 })).body;
  const syncToken = (await post(emulator, 'job.list', { status: ['Open'] })).body?.syncToken;
  const refusals = await Promise.all([
    post(emulator, 'job.list', { cursor: page?.nextCursor }),
    post(emulator, 'candidate.list', { cursor: 'made-up' }),
    post(emulator, 'job.list', { syncToken }),
    post(emulator, 'candidate.list', { cursor: null }),
  ]);
  expect(refusals.map(({ body }) => body?.errors)).toEqual([
    ['invalid_next_cursor'],
    ['invalid_next_cursor'],
    ['sync_token_invalid'],
    ['invalid_input'],
  ]);
});

test('a job that changes shows in the next incremental run', async () => {
  const emulator = await emulated({ seed: { jobs: 2 } });
  const all = (await post(emulator, 'job.list', {})).body;
  const jobId = ids(all)[0];
  await control(emulator, 'jobs/status', { jobId, status: 'Closed' });
  const changed = await post(emulator, 'job.list', { syncToken: all?.syncToken });
  expect(changed.body?.results).toMatchObject([{ id: jobId, status: 'Closed' }]);
});

test('a confidential job is there only for a key that may see it', async () => {
  const emulator = await emulated({ seed: { jobs: 6 } });
  const all = ids((await post(emulator, 'job.list', { status: ['Open'] })).body);
  const apiKey = await makeKey(emulator, ['jobs:read']);
  const visible = ids((await post({ url: emulator.url, apiKey }, 'job.list', { status: ['Open'] })).body);
  expect(all.length - visible.length).toBe(1);
});
