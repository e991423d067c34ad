import type { Answer } from '../src/connector/outcome.ts';
import type { CandidateRecord } from '../src/connector/records.ts';
import type { Changes, Session } from '../src/connector/session.ts';
import { atsError } from '../src/errors/ats-error.ts';
import { type Audit, expectThat } from './audit.ts';
import { applying, type Bench, doneOf, expectError, onBench, readOf } from './bench.ts';

const many = 230;
const mostPages = 100;

/** What changed since last time, complete whatever happens in between (S10). */
export const feedAudits: readonly Audit[] = [
  twoWay('feed-1', 'the first pull has everybody, once', async (bench) => {
    const ids = await addMany(bench);
    const { changed } = await pullAll(bench.open().session, null);
    expectThat(new Set(changed).size === changed.length, 'A candidate came twice within one pull.');
    expectThat(
      changed.length === ids.length,
      `Of ${ids.length} candidates, the first pull had ${changed.length}: a page was lost.`,
    );
  }),
  twoWay('feed-2', 'where nothing changed, nothing comes', async (bench) => {
    await bench.ats.addCandidate({ name: 'Early', emails: ['early@audit.example'] });
    const { session } = bench.open();
    const { resume } = await pullAll(session, null);
    expectThat(
      (await pullAll(session, resume)).changed.length === 0,
      'A pull after which nothing changed brought somebody.',
    );
  }),
  twoWay('feed-3', 'who came since then comes, and nobody else', async (bench) => {
    await bench.ats.addCandidate({ name: 'Early', emails: ['early@audit.example'] });
    const { session } = bench.open();
    const { resume } = await pullAll(session, null);
    const late = await bench.ats.addCandidate({ name: 'Late', emails: ['late@audit.example'] });
    const { changed } = await pullAll(session, resume);
    expectThat(changed.join() === late, `Of one new candidate, the pull had ${changed.length}.`);
  }),
  twoWay('feed-4', 'a crash after any page loses nobody', async (bench) => {
    const ids = await addMany(bench);
    const seen = new Set<string>();
    let cursor: string | null = null;
    for (let page = 0; page < mostPages; page++) {
      // A new session each time: all that survives a crash is the cursor.
      const { changed, resume, more }: Changes<CandidateRecord> = readOf(
        await pull(bench.open().session, cursor),
        'The pull',
      );
      for (const { remoteId } of changed) seen.add(remoteId);
      cursor = resume;
      if (more === 'COMPLETE') break;
    }
    expectThat(
      seen.size === ids.length,
      `Going on from the cursor after each page, ${seen.size} of ${ids.length} were seen.`,
    );
  }),
  twoWay('feed-5', 'a cursor that has expired is CURSOR_EXPIRED', async (bench) => {
    await bench.ats.addCandidate({ name: 'Early', emails: ['early@audit.example'] });
    const { session } = bench.open();
    const { resume } = await pullAll(session, null);
    expectThat(bench.ats.expireCursors !== undefined, 'The rig of a connector with a feed needs expireCursors.');
    await bench.ats.expireCursors();
    expectError(await pull(session, resume), ['CURSOR_EXPIRED'], 'A pull from an expired cursor');
  }),
  twoWay(
    'feed-7',
    'applications come with their candidate and job, and then only those that changed',
    async (bench) => {
      const command = await applying(bench);
      const { session } = bench.open();
      doneOf(await session.ensureApplication(command), 'The application');
      const first = readOf((await session.pullApplications?.({ cursor: null })) ?? missing, 'The pull of applications');
      const [application] = first.changed;
      expectThat(first.changed.length === 1, `Of one application, the pull had ${first.changed.length}.`);
      const fits =
        application?.candidateRemoteId === command.candidateRemoteId && application.jobRemoteId === command.jobRemoteId;
      expectThat(fits, 'The application came without its candidate or its job.');
      const second = readOf((await session.pullApplications?.({ cursor: first.resume })) ?? missing, 'The second pull');
      expectThat(second.changed.length === 0, 'A pull after which nothing changed brought an application.');
    },
  ),
  twoWay('feed-8', 'a job that closed comes as closed', async (bench) => {
    const jobRemoteId = await bench.ats.addJob({ title: 'Analyst', status: 'OPEN' });
    const { session } = bench.open();
    const { resume } = readOf((await session.pullJobs?.({ cursor: null })) ?? missing, 'The pull of jobs');
    await bench.ats.closeJob(jobRemoteId);
    const { changed } = readOf((await session.pullJobs?.({ cursor: resume })) ?? missing, 'The second pull of jobs');
    expectThat(changed.length === 1 && changed[0]?.status === 'CLOSED', 'A job that closed did not come as closed.');
  }),
  twoWay('feed-6', 'a page that failed is an error, not the end', async (bench) => {
    await addMany(bench);
    const broken = { kind: 'ANSWERED', status: 500, headers: {}, body: '' } as const;
    const answer = await pull(bench.open({ through: () => async () => broken }).session, null);
    expectThat(!answer.ok, 'A page that failed was taken for the end of the feed.');
  }),
];

const missing = { ok: false, error: atsError('UNSUPPORTED', 'The session cannot pull it.') } as const;

async function addMany({ ats }: Bench): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < many; number++) {
    ids.push(await ats.addCandidate({ name: `Person ${number}`, emails: [`person.${number}@audit.example`] }));
  }
  return ids;
}

async function pull(session: Session, cursor: string | null): Promise<Answer<Changes<CandidateRecord>>> {
  const answer = await session.pullCandidates?.({ cursor });
  expectThat(answer !== undefined, 'A feed is declared, and the session cannot pull it.');
  return answer;
}

async function pullAll(session: Session, from: string | null): Promise<{ changed: readonly string[]; resume: string }> {
  const seen: string[] = [];
  let cursor = from;
  for (let page = 0; page < mostPages; page++) {
    const { changed, resume, more } = readOf(await pull(session, cursor), 'The pull');
    seen.push(...changed.map(({ remoteId }) => remoteId));
    if (more === 'COMPLETE') return { changed: seen, resume };
    cursor = resume;
  }
  throw new Error(`The pull did not end after ${mostPages} pages.`);
}

function twoWay(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return {
    id,
    level: 'TWO_WAY',
    weight: 'MUST',
    title,
    appliesTo: ({ feed }) => feed === 'INCREMENTAL',
    run: onBench(run),
  };
}
