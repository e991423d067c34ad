import { expect, test } from 'vitest';
import { permissions } from '../src/permissions.ts';
import { control, countsOf, emulated, journalOf, makeKey, sessionFor } from './support.ts';

const granted = (permissions: readonly { name: string; granted: boolean }[]) =>
  permissions.filter((permission) => permission.granted).map(({ name }) => name);

const features = ['Hiring process metadata: read', 'Organization: read', 'API keys: write'];

test('a key that may do everything has all permissions, each with what it is for', async () => {
  const emulator = await emulated();
  const report = await sessionFor(emulator).check();
  expect(report.ok && report.value).toMatchObject({ organizationMarks: [], organization: null });
  expect(report.ok && report.value.permissions).toEqual(permissions.map((one) => ({ ...one, granted: true })));
});

test('the oldest candidates are the marks of the organisation', async () => {
  const emulator = await emulated({ seed: { candidates: 20 } });
  const report = await sessionFor(emulator).check();
  expect(report.ok && report.value.organizationMarks).toHaveLength(5);
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
  expect(missing).toEqual([lacks, ...features]);
});

test('checking a key changes nothing', async () => {
  const emulator = await emulated();
  await sessionFor(emulator).check();
  expect(await countsOf(emulator)).toMatchObject({ candidates: 0, applications: 0 });
  expect((await journalOf(emulator)).map(({ operation, outcome }) => [operation, outcome.code])).toEqual([
    ['candidate.list', undefined],
    ['application.create', 'candidate_not_found'],
    ['job.list', undefined],
    ['source.list', undefined],
    ['user.list', undefined],
    ['webhook.delete', 'webhook_not_found'],
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
