import { emailKey } from '../src/sync/email.ts';
import { type Audit, expectThat } from './audit.ts';
import { ada, type Bench, creating, doneOf, expectError, onBench, readOf } from './bench.ts';

const canFind: NonNullable<Audit['appliesTo']> = ({ findByEmail }) => findByEmail !== null;

/** Who is there, by email (S6.4) and by id. */
export const findAudits: readonly Audit[] = [
  find('find-1', 'a person is found by each of their addresses', async (bench) => {
    const remoteId = await bench.ats.addCandidate({
      name: ada.name,
      emails: ['ada@audit.example', 'ada@home.example'],
    });
    for (const email of ['ada@audit.example', 'ada@home.example']) {
      expectThat(
        (await found(bench, email)).join() === remoteId,
        `A person with the address ${email} among theirs was not found by it.`,
      );
    }
  }),
  find('find-2', 'case and surrounding space do not count', async (bench) => {
    const remoteId = await bench.ats.addCandidate({ name: ada.name, emails: ['Ada@Audit.Example'] });
    expectThat(
      (await found(bench, '  ada@audit.EXAMPLE ')).join() === remoteId,
      'Case or surrounding space kept a person from being found.',
    );
  }),
  find('find-3', 'an address that only resembles it is somebody else', async (bench) => {
    for (const email of [
      'xada@audit.example',
      'ada@audit.example.org',
      'ada.@audit.example',
      'ada+jobs@audit.example',
    ]) {
      await bench.ats.addCandidate({ name: 'Somebody Else', emails: [email] });
    }
    expectThat(
      (await found(bench, ada.emails[0])).length === 0,
      'A person with another address was found: no dots, plus signs or parts are folded.',
    );
  }),
  find('find-4', 'nobody is nobody', async (bench) => {
    expectThat((await found(bench, 'nobody@audit.example')).length === 0, 'Somebody was found where nobody is.');
  }),
  {
    ...find('find-5', 'everyone with the address is found, not only the first', async (bench) => {
      const ids = [await bench.ats.addCandidate(ada), await bench.ats.addCandidate({ ...ada, name: 'Another Ada' })];
      expectThat(
        (await found(bench, ada.emails[0])).toSorted().join() === ids.toSorted().join(),
        'Of two people with one address, not both were found.',
      );
    }),
    appliesTo: (capabilities) => canFind(capabilities) && capabilities.uniqueness === 'NONE',
  },
  find('find-6', 'as many addresses at once as were declared', async (bench) => {
    const atOnce = Math.min(bench.rig.connector.capabilities.findByEmail?.atOnce ?? 1, 200);
    const emails = Array.from({ length: atOnce }, (_, number) => `person.${number}@audit.example`);
    for (const email of emails) await bench.ats.addCandidate({ name: 'One of Many', emails: [email] });
    const people = readOf(
      (await bench.open().session.findCandidates?.({ emails })) ?? { ok: true, value: [] },
      'The look-up',
    );
    expectThat(people.length === atOnce, `Of ${atOnce} people asked for at once, ${people.length} were found.`);
  }),
  find('find-7', 'a look-up that failed is not "nobody"', async ({ open }) => {
    const answer = { kind: 'ANSWERED', status: 500, headers: {}, body: '' } as const;
    const { session } = open({ through: () => async () => answer });
    expectThat(
      (await session.findCandidates?.({ emails: [...ada.emails] }))?.ok === false,
      'A look-up that failed was taken for "nobody is there".',
    );
  }),
  {
    ...find('get-1', 'a candidate is found by its id', async ({ ats, open }) => {
      const remoteId = await ats.addCandidate(ada);
      const now = readOf(await open().session.getCandidate({ remoteId }), 'The look at a candidate');
      expectThat(
        now.kind === 'FOUND' && now.candidate.remoteId === remoteId,
        'A candidate that is there was not found by its id.',
      );
      expectThat(now.candidate.name === ada.name, 'The candidate that was found has another name.');
    }),
    appliesTo: () => true,
  },
  {
    ...find('get-2', 'a candidate that was deleted is gone', async ({ ats, open }) => {
      const remoteId = await ats.addCandidate(ada);
      await ats.deleteCandidate(remoteId);
      const now = readOf(await open().session.getCandidate({ remoteId }), 'The look at a deleted candidate');
      expectThat(now.kind === 'GONE', `A deleted candidate is ${now.kind}, and should be GONE.`);
    }),
    appliesTo: () => true,
  },
];

/** One person, made once, told truthfully. */
export const createAudits: readonly Audit[] = [
  push('create-1', 'a person is created, and the ATS has them', async (bench) => {
    const command = await creating(bench);
    const outcome = await bench.open().session.createCandidate(command);
    const person = doneOf(outcome, 'The creation');
    expectThat(outcome.kind === 'APPLIED', 'A creation that the ATS did now is APPLIED.');
    const { candidates } = await bench.ats.records();
    expectThat(candidates.length === 1, `After one creation the ATS has ${candidates.length} people.`);
    expectThat(candidates[0]?.remoteId === person.remoteId, 'The id that came back is not the one in the ATS.');
    expectThat(candidates[0].name === command.name, 'The name did not arrive as it was sent.');
    expectThat(
      candidates[0].emails.some((email) => emailKey(email) === emailKey(command.email)),
      'The address did not arrive.',
    );
  }),
  push('create-2', 'the record that comes back is whole', async (bench) => {
    const command = await creating(bench);
    const person = doneOf(await bench.open().session.createCandidate(command), 'The creation');
    expectThat(
      person.emails.some((email) => emailKey(email) === emailKey(command.email)),
      'The record lacks the address.',
    );
    expectThat(Number.isFinite(person.createdAt.getTime()), 'The record lacks the time of its creation.');
  }),
  push('create-3', 'one creation is one remote call', async (bench) => {
    const { session, sent } = bench.open();
    const command = await creating(bench);
    await session.check();
    const before = sent.length;
    await session.createCandidate(command);
    expectThat(sent.length - before === 1, `One creation took ${sent.length - before} remote calls.`);
  }),
  {
    ...push('create-4', 'an ATS that keeps one person an address says ALREADY', async (bench) => {
      const remoteId = await bench.ats.addCandidate(ada);
      const outcome = await bench.open().session.createCandidate(await creating(bench));
      expectThat(
        outcome.kind === 'ALREADY' && outcome.value.remoteId === remoteId,
        `A person who is there already was ${outcome.kind}.`,
      );
    }),
    appliesTo: ({ uniqueness }) => uniqueness === 'EMAIL',
  },
  {
    ...push('create-5', 'the same key twice is one person', async (bench) => {
      const command = await creating(bench);
      const { session } = bench.open();
      doneOf(await session.createCandidate(command), 'The creation');
      doneOf(await session.createCandidate(command), 'The creation with the same key');
      expectThat(
        (await bench.ats.records()).candidates.length === 1,
        'The same key twice made two people: it is not sent along.',
      );
    }),
    appliesTo: ({ idempotencyKey }) => idempotencyKey === 'SUPPORTED',
  },
  {
    ...push('create-6', 'the moment of the hand-over is kept as the creation', async (bench) => {
      const command = await creating(bench);
      const person = doneOf(await bench.open().session.createCandidate(command), 'The creation');
      expectThat(
        // Some keep no milliseconds.
        Math.abs(person.createdAt.getTime() - command.at.getTime()) < 1_000,
        'The ATS can back-date, and the moment of the hand-over was not kept.',
      );
    }),
    appliesTo: ({ backdating }) => backdating === 'POSSIBLE',
  },
  {
    ...push('create-7', 'without the job that the ATS needs, nothing is sent', async (bench) => {
      const { session, sent } = bench.open();
      const outcome = await session.createCandidate({ ...(await creating(bench)), jobRemoteId: null });
      expectError(outcome, ['JOB_REQUIRED'], 'The creation without a job');
      expectThat(sent.length === 0, 'The creation without a job was sent all the same.');
    }),
    appliesTo: ({ candidateWithoutJob }) => candidateWithoutJob === 'IMPOSSIBLE',
  },
  push('create-8', 'a name arrives as it is written, whatever it holds', async (bench) => {
    const name = 'Zoë “Ada” O’Neil-李 <b>&amp;</b> \\ "quoted"';
    doneOf(await bench.open().session.createCandidate(await creating(bench, { name })), 'The creation');
    expectThat(
      (await bench.ats.records()).candidates[0]?.name === name,
      'A name with quotes, letters of other scripts or markup arrived changed.',
    );
  }),
  {
    ...push('create-9', 'a link that is none does not lose the person', async (bench) => {
      const outcome = await bench
        .open()
        .session.createCandidate(await creating(bench, { links: { linkedIn: 'ask me', gitHub: 'me', website: '-' } }));
      expectThat(outcome.kind === 'APPLIED', 'A person with a link that is none was refused.');
    }),
    weight: 'SHOULD',
  },
  push('create-10', 'whom the search does not find yet is created all the same', async (bench) => {
    await bench.ats.lagSearch();
    doneOf(await bench.open().session.createCandidate(await creating(bench)), 'A creation while the search lags');
  }),
];

async function found({ open }: Bench, email: string): Promise<string[]> {
  const answer = (await open().session.findCandidates?.({ emails: [email] })) ?? { ok: true, value: [] };
  return readOf(answer, `The look-up of an address`).map(({ remoteId }) => remoteId);
}

function find(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return { id, level: 'READ', weight: 'MUST', title, appliesTo: canFind, run: onBench(run) };
}

function push(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return { id, level: 'PUSH', weight: 'MUST', title, run: onBench(run) };
}
