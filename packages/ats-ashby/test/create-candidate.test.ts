import { expect, test } from 'vitest';
import { countsOf, emulated, journalOf, makeKey, planFault, sessionAnswering, sessionFor } from './support.ts';

const ines = {
  key: 'candidate:1',
  name: 'Ines Okafor',
  email: 'ines@mail.example',
  links: { linkedIn: 'https://www.linkedin.com/in/ines-okafor', gitHub: null, website: null },
  jobRemoteId: null,
  sourceRemoteId: null,
  creditedToRemoteId: null,
  at: new Date('2026-11-20T09:15:00.000Z'),
};

test('a candidate is created by one call that carries what we know', async () => {
  const emulator = await emulated();
  const outcome = await sessionFor(emulator).createCandidate(ines);
  expect(outcome).toEqual({
    kind: 'APPLIED',
    value: {
      remoteId: expect.any(String),
      url: expect.stringContaining('https://app.ashbyhq.com/'),
      name: 'Ines Okafor',
      emails: ['ines@mail.example'],
      createdAt: ines.at,
    },
  });
  expect((await journalOf(emulator)).map(({ operation, request }) => [operation, request])).toEqual([
    [
      'candidate.create',
      {
        name: 'Ines Okafor',
        email: 'ines@mail.example',
        linkedInUrl: 'https://www.linkedin.com/in/ines-okafor',
        createdAt: '2026-11-20T09:15:00.000Z',
      },
    ],
  ]);
});

test.for([null, 'ines-okafor', 'javascript:alert(1)'])('the link %s is left out', async (linkedIn) => {
  const emulator = await emulated();
  expect((await sessionFor(emulator).createCandidate({ ...ines, links: { ...ines.links, linkedIn } })).kind).toBe(
    'APPLIED',
  );
  const [call] = await journalOf(emulator);
  expect(call?.request).not.toHaveProperty('linkedInUrl');
});

test('what Ashby refuses with 200 is rejected', async () => {
  const emulator = await emulated();
  const outcome = await sessionFor(emulator).createCandidate({ ...ines, name: '' });
  expect(outcome).toEqual({
    kind: 'REJECTED',
    error: {
      code: 'VALIDATION',
      message: 'Ashby refused the data: invalid input.',
      requestId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    },
  });
  expect(await countsOf(emulator)).toMatchObject({ candidates: 0 });
});

test('a key without the permission is rejected by its name', async () => {
  const emulator = await emulated();
  const apiKey = await makeKey(emulator, ['candidates:read']);
  expect(await sessionFor(emulator, { apiKey }).createCandidate(ines)).toMatchObject({
    kind: 'REJECTED',
    error: { code: 'PERMISSION_MISSING', permission: 'Candidates: write' },
  });
});

test('a request that never left is not done', async () => {
  const emulator = await emulated();
  const session = sessionFor(emulator);
  await emulator.stop();
  expect(await session.createCandidate(ines)).toMatchObject({
    kind: 'NOT_DONE',
    error: { code: 'REMOTE_UNAVAILABLE' },
  });
});

test('a 429 is not done, and says how long to wait', async () => {
  const emulator = await emulated();
  await planFault(emulator, { operation: 'candidate.create', what: '429', retryAfter: 7 });
  expect(await sessionFor(emulator).createCandidate(ines)).toMatchObject({
    kind: 'NOT_DONE',
    error: { code: 'RATE_LIMITED', retryAfterMs: 7000 },
  });
  expect(await countsOf(emulator)).toMatchObject({ candidates: 0 });
});

test.for(['reset', '500', 'cut', 'html', 'hang'] as const)(
  'after %s following the write, the outcome is unknown and the candidate is there once',
  async (what) => {
    const emulator = await emulated();
    await planFault(emulator, { operation: 'candidate.create', when: 'after', what });
    expect(await sessionFor(emulator, { timeoutMs: 500 }).createCandidate(ines)).toMatchObject({
      kind: 'UNKNOWN',
      error: { code: 'OUTCOME_UNKNOWN' },
    });
    const made = (await journalOf(emulator)).filter(({ outcome }) => outcome.success);
    expect(made).toHaveLength(1);
    expect(await countsOf(emulator)).toMatchObject({ candidates: 1 });
  },
);

test.for(['reset', '500', 'cut', 'html'] as const)(
  'after %s before the write, the outcome is unknown and nobody is there',
  async (what) => {
    const emulator = await emulated();
    await planFault(emulator, { operation: 'candidate.create', when: 'before', what });
    expect((await sessionFor(emulator).createCandidate(ines)).kind).toBe('UNKNOWN');
    expect(await journalOf(emulator)).toHaveLength(1);
    expect(await countsOf(emulator)).toMatchObject({ candidates: 0 });
  },
);

test.for([
  [
    'an internal error, which Ashby says may follow work that was done',
    { success: false, errors: ['generic_internal_error'] },
  ],
  ['results without an id', { success: true, results: { name: 'Ines Okafor' } }],
] as const)('after %s, the outcome is unknown', async ([, envelope]) => {
  expect(await sessionAnswering(envelope).createCandidate(ines)).toMatchObject({
    kind: 'UNKNOWN',
    error: { code: 'OUTCOME_UNKNOWN' },
  });
});

test('neither the key nor the person is in any error', async () => {
  const emulator = await emulated();
  const broken = sessionFor(emulator, { timeoutMs: 500 });
  const outcomes: unknown[] = [
    await sessionFor(emulator, { apiKey: 'secret-key' }).createCandidate(ines),
    await broken.createCandidate({ ...ines, email: '' }),
    await broken.ensureApplication({ ...ines, candidateRemoteId: ines.email, jobRemoteId: ines.name }),
  ];
  for (const what of ['reset', '500', '429', 'cut', 'html', 'hang'] as const) {
    await planFault(emulator, { operation: '*', what, times: 2 });
    outcomes.push(await broken.createCandidate(ines), await broken.findCandidates({ emails: [ines.email] }));
  }
  const told = JSON.stringify(outcomes);
  for (const secret of ['secret-key', emulator.apiKey, ines.email, ines.name]) expect(told).not.toContain(secret);
});
