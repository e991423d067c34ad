import { describe, expect, test } from 'vitest';
import type { Emulator } from '../emulator/index.ts';
import {
  control,
  countsOf,
  emulated,
  journalOf,
  makeJob,
  makeKey,
  makePerson,
  operationsOf,
  planFault,
  sessionFor,
} from './support.ts';

const unknownId = '11111111-2222-4333-8444-555555555555';

async function personAndJob(emulator: Emulator, status = 'Open') {
  const candidateRemoteId = await makePerson(emulator, { name: 'Ines Okafor', email: 'ines@mail.example' });
  const jobRemoteId = await makeJob(emulator, { title: 'Engineer', status });
  const nobodys = { sourceRemoteId: null, creditedToRemoteId: null };
  return { key: 'application:1', candidateRemoteId, jobRemoteId, ...nobodys, at: new Date('2026-11-20T09:15:00.000Z') };
}

test('an application is made once, however often it is asked for', async () => {
  const emulator = await emulated();
  const command = await personAndJob(emulator);
  const session = sessionFor(emulator);
  const first = await session.ensureApplication(command);
  expect(first).toEqual({ kind: 'APPLIED', value: { remoteId: expect.any(String), status: 'New Lead' } });
  expect(await session.ensureApplication(command)).toEqual({ ...first, kind: 'ALREADY' });
  expect(await operationsOf(emulator)).toEqual([
    'candidate.info',
    'application.create',
    'candidate.info',
    'application.info',
  ]);
});

test('an application for another job does not count', async () => {
  const emulator = await emulated();
  const command = await personAndJob(emulator);
  const session = sessionFor(emulator);
  await session.ensureApplication(command);
  const other = await makeJob(emulator, { title: 'Designer' });
  expect((await session.ensureApplication({ ...command, jobRemoteId: other })).kind).toBe('APPLIED');
  expect(await countsOf(emulator)).toMatchObject({ applications: 2 });
});

test('a candidate who was made a moment ago is not asked what it has', async () => {
  const emulator = await emulated();
  const command = await personAndJob(emulator);
  const outcome = await sessionFor(emulator).ensureApplication({ ...command, applications: 'NONE_YET' });
  expect(outcome.kind).toBe('APPLIED');
  expect(await operationsOf(emulator)).toEqual(['application.create']);
});

test('two at once make one application, and the slower one finds it', async () => {
  const emulator = await emulated();
  const command = await personAndJob(emulator);
  await planFault(emulator, { operation: 'application.create', what: 'slow', delayMs: 100 });
  const session = sessionFor(emulator);
  const outcomes = await Promise.all([session.ensureApplication(command), session.ensureApplication(command)]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['ALREADY', 'APPLIED']);
  expect(await countsOf(emulator)).toMatchObject({ applications: 1 });
});

describe('a job that takes no applications', () => {
  test.for(['Closed', 'Archived', 'Draft'])('is not open when it is %s', async (status) => {
    const emulator = await emulated();
    const command = await personAndJob(emulator, status);
    expect(await sessionFor(emulator).ensureApplication(command)).toMatchObject({
      kind: 'REJECTED',
      error: { code: 'JOB_NOT_OPEN' },
    });
  });

  test('is not open when it is unknown', async () => {
    const emulator = await emulated();
    const command = { ...(await personAndJob(emulator)), jobRemoteId: unknownId };
    expect(await sessionFor(emulator).ensureApplication(command)).toMatchObject({
      kind: 'REJECTED',
      error: { code: 'JOB_NOT_OPEN' },
    });
  });

  test('is not open when it is hidden from the key', async () => {
    const emulator = await emulated();
    const command = await personAndJob(emulator);
    const jobRemoteId = await makeJob(emulator, { title: 'Secret', confidential: true });
    const apiKey = await makeKey(emulator, ['candidates:read', 'candidates:write', 'jobs:read']);
    expect(await sessionFor(emulator, { apiKey }).ensureApplication({ ...command, jobRemoteId })).toMatchObject({
      kind: 'REJECTED',
      error: { code: 'JOB_NOT_OPEN' },
    });
  });

  test('does not unmake an application that was there before it closed', async () => {
    const emulator = await emulated();
    const command = await personAndJob(emulator);
    const session = sessionFor(emulator);
    await session.ensureApplication(command);
    await control(emulator, 'jobs/status', { jobId: command.jobRemoteId, status: 'Closed' });
    expect((await session.ensureApplication(command)).kind).toBe('ALREADY');
  });
});

test('an application that is hidden from the key does not stand in the way of another', async () => {
  const emulator = await emulated();
  const command = await personAndJob(emulator);
  const hidden = await makeJob(emulator, { title: 'Secret', confidential: true });
  const seen = await makeJob(emulator, { title: 'Seen' });
  for (const jobRemoteId of [seen, hidden]) await sessionFor(emulator).ensureApplication({ ...command, jobRemoteId });
  const apiKey = await makeKey(emulator, ['candidates:read', 'candidates:write', 'jobs:read']);
  expect((await sessionFor(emulator, { apiKey }).ensureApplication(command)).kind).toBe('APPLIED');
});

test('a candidate who is not there is gone', async () => {
  const emulator = await emulated();
  const command = { ...(await personAndJob(emulator)), candidateRemoteId: unknownId };
  expect(await sessionFor(emulator).ensureApplication(command)).toMatchObject({
    kind: 'REJECTED',
    error: { code: 'CANDIDATE_GONE' },
  });
});

test.for(['reset', '500', '429', 'cut', 'html'] as const)(
  'when the look before it meets %s, nothing was done',
  async (what) => {
    const emulator = await emulated();
    const command = await personAndJob(emulator);
    await planFault(emulator, { operation: 'candidate.info', what });
    expect((await sessionFor(emulator).ensureApplication(command)).kind).toBe('NOT_DONE');
    expect(await operationsOf(emulator)).toEqual(['candidate.info']);
  },
);

test('when the key may not look, it is rejected and nothing was written', async () => {
  const emulator = await emulated();
  const command = await personAndJob(emulator);
  const apiKey = await makeKey(emulator, ['candidates:write', 'jobs:read']);
  expect(await sessionFor(emulator, { apiKey }).ensureApplication(command)).toMatchObject({
    kind: 'REJECTED',
    error: { code: 'PERMISSION_MISSING', permission: 'Candidates: read' },
  });
  expect(await countsOf(emulator)).toMatchObject({ applications: 0 });
});

test.for(['reset', '500', 'cut', 'html'] as const)(
  'after %s following the write, the outcome is unknown, and asking again finds it',
  async (what) => {
    const emulator = await emulated();
    const command = await personAndJob(emulator);
    await planFault(emulator, { operation: 'application.create', when: 'after', what });
    const session = sessionFor(emulator);
    expect((await session.ensureApplication(command)).kind).toBe('UNKNOWN');
    expect((await session.ensureApplication(command)).kind).toBe('ALREADY');
    const made = (await journalOf(emulator)).filter(({ operation }) => operation === 'application.create');
    expect(made).toHaveLength(1);
  },
);
