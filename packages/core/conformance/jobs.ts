import type { JobRecord } from '../src/connector/records.ts';
import type { Session } from '../src/connector/session.ts';
import { type Audit, expectThat } from './audit.ts';
import { type Bench, onBench, readOf } from './bench.ts';
import { drifted } from './faults.ts';

/** More than one page of any ATS that pages at all by the hundred. */
const many = 230;
const mostPages = 100;

/** The job picker's list. */
export const jobAudits: readonly Audit[] = [
  read('jobs-1', 'open jobs are listed, closed ones are not', async ({ ats, open }) => {
    const opened = await ats.addJob({ title: 'Open one', status: 'OPEN' });
    await ats.addJob({ title: 'Closed one', status: 'CLOSED' });
    const jobs = await allJobs(open().session);
    expectThat(
      jobs.map(({ remoteId }) => remoteId).join() === opened,
      `Of one open and one closed job, ${jobs.length} were listed.`,
    );
    expectThat(jobs[0]?.title === 'Open one' && jobs[0].status === 'OPEN', 'An open job lost its title or its status.');
  }),
  read('jobs-2', 'every page is read: no job is lost, none is doubled', async ({ ats, open }) => {
    const ids = new Set<string>();
    for (let number = 0; number < many; number++) ids.add(await ats.addJob({ title: `Job ${number}`, status: 'OPEN' }));
    const listed = (await allJobs(open().session)).map(({ remoteId }) => remoteId);
    expectThat(new Set(listed).size === listed.length, 'A job was listed twice.');
    expectThat(listed.length === ids.size, `Of ${ids.size} open jobs, ${listed.length} were listed: a page was lost.`);
  }),
  read('jobs-3', 'an organisation without jobs has an empty list that ends', async ({ open }) => {
    const page = readOf(await open().session.listJobs({ cursor: null, search: null }), 'The list of no jobs');
    expectThat(page.items.length === 0 && page.next === null, 'The list of no jobs must be empty, and end.');
  }),
  read('jobs-4', 'fields and values that nobody has heard of are survived', async ({ ats, open }) => {
    await ats.addJob({ title: 'Open one', status: 'OPEN' });
    const { session } = open({ through: drifted });
    const answer = await session.listJobs({ cursor: null, search: null });
    expectThat(answer.ok, `New fields and values in the answer broke the list: ${answer.ok ? '' : answer.error.code}.`);
  }),
  read('jobs-6', 'a search finds open jobs by a word of their title, whatever its case', async ({ ats, open }) => {
    const wanted = await ats.addJob({ title: 'Senior Data Analyst', status: 'OPEN' });
    await ats.addJob({ title: 'Designer', status: 'OPEN' });
    await ats.addJob({ title: 'Old Data Analyst', status: 'CLOSED' });
    const { items } = readOf(await open().session.listJobs({ cursor: null, search: 'data analyst' }), 'The search');
    expectThat(
      items.map(({ remoteId }) => remoteId).join() === wanted,
      `A search for one open job found ${items.length}.`,
    );
  }),
  read('jobs-5', 'an answer that was cut is an error, not the end of the list', async ({ ats, open }) => {
    await ats.addJob({ title: 'Open one', status: 'OPEN' });
    const cut: (send: Bench['ats']['send']) => Bench['ats']['send'] = (send) => async (request) => {
      const result = await send(request);
      return result.kind === 'ANSWERED' ? { ...result, body: result.body.slice(0, -5) } : result;
    };
    expectThat(
      !(await open({ through: cut }).session.listJobs({ cursor: null, search: null })).ok,
      'A list that was cut was taken for whole.',
    );
  }),
];

async function allJobs(session: Session): Promise<readonly JobRecord[]> {
  const jobs: JobRecord[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const { items, next }: { items: readonly JobRecord[]; next: string | null } = readOf(
      await session.listJobs({ cursor, search: null }),
      'The list of jobs',
    );
    jobs.push(...items);
    if (next === null) return jobs;
    cursor = next;
  }
  throw new Error(`The list of jobs did not end after ${mostPages} pages.`);
}

function read(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return { id, level: 'READ', weight: 'MUST', title, run: onBench(run) };
}
