import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Emulator } from '../emulator/index.ts';
import { tags } from '../emulator/organization.ts';
import { control, emulated, makeJob, makeKey, makePerson, post } from './support.ts';

const hired = '5b0c9f0e-3a51-4c8e-9a55-0d6f2f1f7a04';
const one = z.object({ results: z.looseObject({ id: z.string() }) });
const many = z.object({ results: z.array(z.looseObject({ id: z.string() })) });

async function info(emulator: Pick<Emulator, 'url' | 'apiKey'>, id: string) {
  return (await post(emulator, 'candidate.info', { id })).body;
}

async function apply(emulator: Emulator, candidateId: string, jobId: string): Promise<string> {
  return one.parse((await post(emulator, 'application.create', { candidateId, jobId })).body).results.id;
}

async function listed(emulator: Pick<Emulator, 'url' | 'apiKey'>, operation: string, body: object) {
  return many.parse((await post(emulator, operation, body)).body).results.map(({ id }) => id);
}

async function refusal(emulator: Emulator, operation: string, body: object) {
  return z.object({ errors: z.array(z.string()) }).parse((await post(emulator, operation, body)).body).errors[0];
}

describe('a candidate', () => {
  test('is changed in what is given, and in nothing else', async () => {
    const emulator = await emulated();
    const candidateId = await makePerson(emulator, {
      name: 'Ines Okafor',
      email: 'ines@mail.example',
      linkedInUrl: 'https://www.linkedin.com/in/ines',
    });
    const change = { candidateId, alternateEmail: 'ines@work.example', websiteUrl: 'https://ines.example' };
    await post(emulator, 'candidate.update', change);
    expect(await info(emulator, candidateId)).toMatchObject({
      results: {
        name: 'Ines Okafor',
        emailAddresses: [{ value: 'ines@mail.example', isPrimary: true }, { value: 'ines@work.example' }],
        socialLinks: [{ type: 'LinkedIn' }, { type: 'Website', url: 'https://ines.example' }],
      },
    });
    expect(await listed(emulator, 'candidate.search', { email: 'ines@work.example' })).toEqual([candidateId]);
  });

  test('takes a tag once, and notes in the order in which they came', async () => {
    const emulator = await emulated();
    const candidateId = await makePerson(emulator, { name: 'A' });
    for (let time = 0; time < 2; time++) await post(emulator, 'candidate.addTag', { candidateId, tagId: tags[0]?.id });
    expect(await info(emulator, candidateId)).toMatchObject({ results: { tags: [{ title: tags[0]?.title }] } });
    for (const note of ['first', { type: 'text/html', value: 'second' }]) {
      await post(emulator, 'candidate.createNote', { candidateId, note });
    }
    expect((await post(emulator, 'candidate.listNotes', { candidateId })).body).toMatchObject({
      results: [{ content: 'first' }, { content: 'second' }],
    });
  });

  test('is found by name and address together', async () => {
    const emulator = await emulated();
    const ines = await makePerson(emulator, { name: 'Ines Okafor', email: 'shared@mail.example' });
    await makePerson(emulator, { name: 'Ada Marsh', email: 'shared@mail.example' });
    expect(await listed(emulator, 'candidate.search', { name: 'OKA', email: 'Shared@mail.example' })).toEqual([ines]);
  });

  test('is anonymized only when nothing of theirs goes on', async () => {
    const emulator = await emulated();
    const candidateId = await makePerson(emulator, { name: 'Ines Okafor', email: 'ines@mail.example' });
    const applicationId = await apply(emulator, candidateId, await makeJob(emulator, { title: 'Analyst' }));
    expect(await refusal(emulator, 'candidate.anonymize', { candidateId })).toBe('invalid_input');
    await control(emulator, 'applications/stage', { applicationId, stageId: hired });
    await post(emulator, 'candidate.anonymize', { candidateId });
    expect(await info(emulator, candidateId)).toMatchObject({ results: { emailAddresses: [], socialLinks: [] } });
    expect(await listed(emulator, 'candidate.search', { email: 'ines@mail.example' })).toEqual([]);
  });

  test('that was merged is gone, and what was theirs is with the other', async () => {
    const emulator = await emulated();
    const deletedId = await makePerson(emulator, { name: 'A', email: 'a@mail.example' });
    const mergedId = await makePerson(emulator, { name: 'A', email: 'b@mail.example' });
    const applicationId = await apply(emulator, deletedId, await makeJob(emulator, { title: 'Analyst' }));
    await control(emulator, 'candidates/merge', { deletedId, mergedId });
    expect(await info(emulator, deletedId)).toMatchObject({ success: false, errors: ['candidate_not_found'] });
    expect(await info(emulator, mergedId)).toMatchObject({ results: { applicationIds: [applicationId] } });
    expect(await listed(emulator, 'candidate.search', { email: 'a@mail.example' })).toEqual([mergedId]);
  });

  test('who is considered for a confidential job alone is there only for a key that may see it', async () => {
    const emulator = await emulated();
    const id = await makePerson(emulator, { name: 'A', email: 'a@mail.example' });
    const secret = await makeJob(emulator, { title: 'Secret', confidential: true });
    const applicationId = await apply(emulator, id, secret);
    const blind = { url: emulator.url, apiKey: await makeKey(emulator, ['candidates:read', 'jobs:read']) };
    expect(await info(blind, id)).toMatchObject({ errors: ['candidate_not_found'] });
    expect(await listed(blind, 'candidate.list', {})).toEqual([]);
    expect(await listed(blind, 'candidate.search', { email: 'a@mail.example' })).toEqual([]);
    expect(await listed(blind, 'application.list', {})).toEqual([]);
    expect((await post(blind, 'application.info', { applicationId })).body).toMatchObject({ success: false });
    expect(await listed(emulator, 'candidate.list', {})).toEqual([id]);
  });
});

test('applications are listed by job and by status', async () => {
  const emulator = await emulated();
  const [analyst, designer] = [
    await makeJob(emulator, { title: 'Analyst' }),
    await makeJob(emulator, { title: 'Designer' }),
  ];
  const candidateId = await makePerson(emulator, { name: 'A' });
  const [first, second] = [await apply(emulator, candidateId, analyst), await apply(emulator, candidateId, designer)];
  await control(emulator, 'applications/stage', { applicationId: second, stageId: hired });
  expect(await listed(emulator, 'application.list', { jobId: analyst })).toEqual([first]);
  expect(await listed(emulator, 'application.list', { status: 'Hired' })).toEqual([second]);
  expect(await listed(emulator, 'job.search', { title: 'desig' })).toEqual([designer]);
});

describe('lists', () => {
  test('compare the time at which somebody was added, and refuse one that is to come', async () => {
    const emulator = await emulated();
    const before = Date.now() - 1;
    const id = await makePerson(emulator, { name: 'A', createdAt: '2020-01-01T00:00:00.000Z' });
    expect(await listed(emulator, 'candidate.list', { createdAfter: before })).toEqual([id]);
    expect(await listed(emulator, 'candidate.list', { createdBefore: before })).toEqual([]);
    expect(await refusal(emulator, 'candidate.list', { createdAfter: Date.now() + 60_000 })).toBe('invalid_input');
  });

  test('do not show what is new while they lag, and leave nothing out afterwards', async () => {
    const emulator = await emulated();
    await control(emulator, 'lag', { of: ['LISTS', 'SEARCH'] });
    const id = await makePerson(emulator, { name: 'A', email: 'a@mail.example' });
    const early = await post(emulator, 'candidate.list', {});
    expect(many.parse(early.body).results).toEqual([]);
    expect(await listed(emulator, 'candidate.search', { email: 'a@mail.example' })).toEqual([]);
    await control(emulator, 'lag', { of: [] });
    expect(await listed(emulator, 'candidate.list', { syncToken: early.body?.syncToken })).toEqual([id]);
    expect(await listed(emulator, 'candidate.search', { email: 'a@mail.example' })).toEqual([id]);
  });

  test('forget their cursors and tokens, and refuse an incremental run that is too large', async () => {
    const emulator = await emulated({ seed: { candidates: 3 } });
    const { body: page } = await post(emulator, 'candidate.list', { limit: 1 });
    const { body: last } = await post(emulator, 'candidate.list', {});
    for (const name of ['A', 'B', 'C']) await makePerson(emulator, { name });
    await control(emulator, 'cursors/limit', { pages: 1 });
    const next = (await post(emulator, 'candidate.list', { syncToken: last?.syncToken, limit: 1 })).body?.nextCursor;
    const large = { syncToken: last?.syncToken, cursor: next, limit: 1 };
    expect(await refusal(emulator, 'candidate.list', large)).toBe('incremental_sync_too_large');
    await control(emulator, 'cursors/expire', {});
    expect(await refusal(emulator, 'candidate.list', { cursor: page?.nextCursor })).toBe('next_cursor_expired');
    expect(await refusal(emulator, 'candidate.list', { syncToken: last?.syncToken })).toBe('sync_token_expired');
  });
});

test('a control that is told nonsense says what is wrong, and one that finds nothing says so', async () => {
  const { url } = await emulated();
  const told = async (path: string, body: string) => {
    const response = await fetch(`${url}/_emulator/${path}`, { method: 'POST', body });
    return [response.status, z.object({ error: z.string() }).parse(await response.json()).error];
  };
  expect(await told('jobs', '{}')).toEqual([400, expect.stringContaining('title')]);
  expect(await told('jobs', '{')).toEqual([400, 'The body is not JSON']);
  const nobody = JSON.stringify({ candidateId: '11111111-2222-4333-8444-555555555555' });
  expect(await told('candidates/delete', nobody)).toEqual([404, 'There is nothing with this id']);
});

test('a planned reply is given instead of the answer', async () => {
  const emulator = await emulated();
  await control(emulator, 'faults', {
    operation: 'job.list',
    what: 'reply',
    reply: { status: 418, body: '{"success":false}' },
  });
  expect(await post(emulator, 'job.list', {})).toMatchObject({ status: 418, body: { success: false } });
  expect(await post(emulator, 'job.list', {})).toMatchObject({ status: 200 });
});
