import { expect, test } from 'vitest';
import { control, countsOf, emulated, journalOf, makeKey, sessionFor } from './support.ts';

const granted = (permissions: readonly { name: string; granted: boolean }[]) =>
  permissions.filter((permission) => permission.granted).map(({ name }) => name);

test('a key that may do everything has all three permissions', async () => {
  const emulator = await emulated();
  expect(await sessionFor(emulator).check()).toEqual({
    ok: true,
    value: {
      organizationId: null,
      organization: null,
      permissions: [
        { name: 'Candidates: read', granted: true, requiredBy: ['Finding people who are in Ashby already'] },
        {
          name: 'Candidates: write',
          granted: true,
          requiredBy: ['Creating candidates', 'Considering candidates for a job'],
        },
        { name: 'Jobs: read', granted: true, requiredBy: ['Choosing a job'] },
      ],
    },
  });
});

test('a key that may not read API keys is checked all the same', async () => {
  const emulator = await emulated();
  const apiKey = await makeKey(emulator, ['candidates:read', 'candidates:write', 'jobs:read']);
  const report = await sessionFor(emulator, { apiKey }).check();
  expect(report.ok && granted(report.value.permissions)).toEqual([
    'Candidates: read',
    'Candidates: write',
    'Jobs: read',
  ]);
});

test.for([
  { lacks: 'Candidates: read', permissions: ['candidates:write', 'jobs:read'] as const },
  { lacks: 'Candidates: write', permissions: ['candidates:read', 'jobs:read'] as const },
  { lacks: 'Jobs: read', permissions: ['candidates:read', 'candidates:write'] as const },
])('a key without $lacks is told apart from the others', async ({ lacks, permissions }) => {
  const emulator = await emulated();
  const apiKey = await makeKey(emulator, permissions);
  const report = await sessionFor(emulator, { apiKey }).check();
  const missing = report.ok && report.value.permissions.filter((each) => !each.granted).map(({ name }) => name);
  expect(missing).toEqual([lacks]);
});

test('checking a key changes nothing', async () => {
  const emulator = await emulated();
  await sessionFor(emulator).check();
  expect(await countsOf(emulator)).toMatchObject({ candidates: 0, applications: 0 });
  expect((await journalOf(emulator)).map(({ operation, outcome }) => [operation, outcome.code])).toEqual([
    ['candidate.info', 'candidate_not_found'],
    ['application.create', 'candidate_not_found'],
    ['job.list', undefined],
  ]);
});

test('a wrong key is refused at the first call', async () => {
  const emulator = await emulated();
  const report = await sessionFor(emulator, { apiKey: 'not-a-key' }).check();
  expect(report).toMatchObject({ ok: false, error: { code: 'AUTH_INVALID', requestId: expect.any(String) } });
  expect(await journalOf(emulator)).toHaveLength(1);
});

test('a revoked key is a wrong key', async () => {
  const emulator = await emulated();
  const apiKey = await makeKey(emulator, ['candidates:read']);
  await control(emulator, 'keys/revoke', { apiKey });
  expect(await sessionFor(emulator, { apiKey }).check()).toMatchObject({ ok: false, error: { code: 'AUTH_INVALID' } });
});

test('no key at all is told apart from a wrong one', async () => {
  const emulator = await emulated();
  expect(await sessionFor(emulator, { apiKey: '' }).check()).toMatchObject({
    ok: false,
    error: { code: 'AUTH_MISSING' },
  });
});

test('an Ashby that cannot be reached says nothing about the key', async () => {
  const emulator = await emulated();
  const session = sessionFor(emulator);
  await emulator.stop();
  expect(await session.check()).toMatchObject({ ok: false, error: { code: 'REMOTE_UNAVAILABLE' } });
});
