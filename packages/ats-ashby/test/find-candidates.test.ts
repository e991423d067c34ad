import { expect, test } from 'vitest';
import { emulated, journalOf, makePerson, planFault, sessionAnswering, sessionFor } from './support.ts';

test('people are found by an alternate address and in any case', async () => {
  const emulator = await emulated();
  const id = await makePerson(emulator, {
    name: 'Ines Okafor',
    email: 'Ines@Mail.example',
    alternateEmails: ['ines@work.example'],
    createdAt: '2025-03-04T05:06:07.000Z',
  });
  const found = {
    remoteId: id,
    url: `https://app.ashbyhq.com/candidate-searches/new/right-side/candidates/${id}`,
    name: 'Ines Okafor',
    emails: ['Ines@Mail.example', 'ines@work.example'],
    createdAt: new Date('2025-03-04T05:06:07.000Z'),
  };
  const session = sessionFor(emulator);
  expect(await session.findCandidates({ emails: [' INES@mail.example'] })).toEqual({ ok: true, value: [found] });
  expect(await session.findCandidates({ emails: ['ines@WORK.example'] })).toEqual({ ok: true, value: [found] });
});

test('everyone with the address is found, and nobody else', async () => {
  const emulator = await emulated();
  const first = await makePerson(emulator, { name: 'A', email: 'same@mail.example' });
  const second = await makePerson(emulator, { name: 'B', alternateEmails: ['Same@mail.example'] });
  await makePerson(emulator, { name: 'C', email: 'not.same@mail.example' });
  const found = await sessionFor(emulator).findCandidates({ emails: ['same@mail.example'] });
  expect(found.ok && found.value.map(({ remoteId }) => remoteId)).toEqual([first, second]);
});

test('a search asks once', async () => {
  const emulator = await emulated({ seed: { candidates: 30 } });
  expect(await sessionFor(emulator).findCandidates({ emails: ['nobody@mail.example'] })).toEqual({
    ok: true,
    value: [],
  });
  expect((await journalOf(emulator)).map(({ operation, request }) => [operation, request])).toEqual([
    ['candidate.search', { email: 'nobody@mail.example' }],
  ]);
});

test.for(['reset', '500', 'cut', 'html'] as const)('a search that met %s may be asked again', async (what) => {
  const emulator = await emulated();
  await planFault(emulator, { operation: 'candidate.search', what });
  const session = sessionFor(emulator);
  expect(await session.findCandidates({ emails: ['a@mail.example'] })).toMatchObject({
    ok: false,
    error: { code: 'REMOTE_UNAVAILABLE' },
  });
  expect(await session.findCandidates({ emails: ['a@mail.example'] })).toEqual({ ok: true, value: [] });
});

const createdAt = '2025-03-04T05:06:07.000Z';

test('a hit that does not carry the address is dropped, however the search came by it', async () => {
  const similar = {
    id: '11111111-1111-4111-8111-111111111111',
    name: 'A',
    createdAt,
    emailAddresses: [{ value: 'ann@mail.example' }],
  };
  const primaryOnly = {
    id: '22222222-1111-4111-8111-111111111111',
    name: 'B',
    createdAt,
    primaryEmailAddress: { value: 'An@mail.example' },
  };
  const session = sessionAnswering({
    success: true,
    results: [similar, primaryOnly, { id: '33333333-1111-4111-8111-111111111111', name: 'C', createdAt }],
  });
  const found = await session.findCandidates({ emails: ['an@mail.example'] });
  expect(found.ok && found.value.map(({ remoteId }) => remoteId)).toEqual(['22222222-1111-4111-8111-111111111111']);
});

test.for([
  ['one object', { id: '11111111-1111-4111-8111-111111111111', name: 'A', createdAt }],
  ['people without an id', [{ name: 'A', createdAt }]],
  ['people without a time', [{ id: '11111111-1111-4111-8111-111111111111', name: 'A', createdAt: 'yesterday' }]],
] as const)('results that are %s are no match but a drift', async ([, results]) => {
  const found = await sessionAnswering({ success: true, results }).findCandidates({ emails: ['a@mail.example'] });
  expect(found).toMatchObject({ ok: false, error: { code: 'CONTRACT_DRIFT' } });
});
