import { emailKey } from '../src/sync/email.ts';
import { type Audit, expectThat } from './audit.ts';
import { ada, applying, type Bench, creating, onBench } from './bench.ts';
import { breaking, type Fault, faults } from './faults.ts';

/** Who asks to be forgotten is (S9.3); and nothing is given away in passing (S1.2). */
export const privacyAudits: readonly Audit[] = [
  {
    ...privacy('erase-1', 'a person who is erased is no longer there by name or address', async ({ ats, open }) => {
      const remoteId = await ats.addCandidate(ada);
      const outcome = await open().session.erase?.({ key: 'erase:audit-1', candidateRemoteId: remoteId });
      expectThat(outcome?.kind === 'APPLIED', `The erasure was ${outcome?.kind ?? 'not possible'}.`);
      const { candidates } = await ats.records();
      const left = candidates.filter(
        ({ name, emails }) => name === ada.name || emails.some((email) => emailKey(email) === ada.emails[0]),
      );
      expectThat(left.length === 0, 'The person is still there by name or address.');
    }),
    appliesTo: ({ erasure }) => erasure !== 'NONE',
  },
  {
    ...privacy('erase-2', 'who is gone already is ALREADY erased, or CANDIDATE_GONE', async ({ ats, open }) => {
      const remoteId = await ats.addCandidate(ada);
      await ats.deleteCandidate(remoteId);
      const outcome = await open().session.erase?.({ key: 'erase:audit-1', candidateRemoteId: remoteId });
      const good =
        outcome?.kind === 'ALREADY' || (outcome?.kind === 'REJECTED' && outcome.error.code === 'CANDIDATE_GONE');
      expectThat(good, `The erasure of who is gone already was ${outcome?.kind ?? 'not possible'}.`);
    }),
    appliesTo: ({ erasure }) => erasure !== 'NONE',
  },
  privacy('privacy-1', 'no error holds the credential', async (bench) => {
    const secrets = secretsOf(bench).flatMap((secret) => [
      secret,
      btoa(secret),
      btoa(`${secret}:`),
      encodeURIComponent(secret),
    ]);
    const told = await everyError(bench);
    expectThat(!secrets.some((secret) => told.includes(secret)), 'An error holds the secret of the credential.');
  }),
  privacy('privacy-2', 'no error holds a person’s name or address', async (bench) => {
    const told = (await everyError(bench)).toLowerCase();
    expectThat(
      !told.includes(ada.emails[0]) && !told.includes(ada.name.toLowerCase()),
      'An error holds the name or the address of a person.',
    );
  }),
  privacy('privacy-3', 'no secret is in the address of a request', async (bench) => {
    const { session, sent } = bench.open();
    await session.check();
    await session.createCandidate(await creating(bench));
    for (const secret of secretsOf(bench)) {
      expectThat(
        sent.every(({ request }) => !request.url.includes(encodeURIComponent(secret))),
        'The address of a request holds the secret: addresses end in logs.',
      );
    }
  }),
  {
    ...privacy('privacy-4', 'no person is in the address of a request', async (bench) => {
      const { session, sent } = bench.open();
      await session.findCandidates?.({ emails: [...ada.emails] });
      await session.createCandidate(await creating(bench));
      expectThat(
        sent.every(({ request }) => !decodeURIComponent(request.url).includes(ada.emails[0])),
        'The address of a request holds a person’s email: addresses end in logs.',
      );
    }),
    weight: 'SHOULD',
  },
];

function secretsOf({ rig, ats }: Bench): readonly string[] {
  const { fields } = rig.connector.credential;
  return fields.flatMap(({ name, secret }) => (secret === 'SECRET' ? (ats.credential[name] ?? []) : []));
}

/** Everything that goes wrong, as one text: an ATS that repeats in its errors what it was sent, too. */
async function everyError(bench: Bench): Promise<string> {
  const told: unknown[] = [];
  const create = await creating(bench);
  const apply = await applying(bench);
  for (const fault of Object.keys(faults) as Fault[]) {
    for (const number of [1, 2]) {
      const { session } = bench.open({ through: breaking(fault, number) });
      told.push(await session.check(), await session.createCandidate(create), await session.ensureApplication(apply));
    }
  }
  const { session } = bench.open({
    through: (send) => async (request) => echo(request.headers, request.body, await send(request)),
  });
  told.push(
    await session.createCandidate(create),
    await session.check(),
    await session.findCandidates?.({ emails: [...ada.emails] }),
  );
  const errors = told.filter((one) => typeof one === 'object' && one !== null && 'error' in one);
  return JSON.stringify(errors);
}

function echo(...said: unknown[]) {
  const message = JSON.stringify(said);
  const body = JSON.stringify({
    success: false,
    error: message,
    message,
    errors: [message],
    errorInfo: { code: message, message },
  });
  return { kind: 'ANSWERED', status: 422, headers: { 'content-type': 'application/json' }, body } as const;
}

function privacy(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return { id, level: 'PRIVACY', weight: 'MUST', title, run: onBench(run) };
}
