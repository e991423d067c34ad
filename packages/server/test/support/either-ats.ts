import { type Harness, startHarness } from './harness.ts';
import { hostReferenceAts } from './reference-host.ts';

/** One product on one ATS: what the rules of the push say must hold on each. */
export type OnAts = Harness & {
  readonly connectorId: string;
  readonly credential: Readonly<Record<string, string>>;
  /** Whether the ATS takes people without a job. */
  readonly needsJob: boolean;
  addCandidate(person: { name: string; email: string; createdAt: Date }): Promise<string>;
  addJob(title: string): Promise<void>;
  closeJob(title: string): Promise<void>;
  revoke(): Promise<void>;
  /** The next writes are done, and their answers lost. */
  loseAnswers(count: number): Promise<void>;
  /** What the ATS really has. */
  people(): Promise<readonly { name: string; email: string | undefined; jobs: readonly string[] }[]>;
  /** What it keeps of email activity. */
  activities(): Promise<readonly string[]>;
};

export async function onAshby(): Promise<OnAts> {
  const harness = await startHarness({ seed: { candidates: 0, jobs: 0 } });
  const { control, emulator } = harness;
  const state = async () => (await control('/state')) as EmulatorState;
  const jobId = async (title: string) => (await state()).jobs.find((job) => job.title === title)?.id;
  return {
    ...harness,
    connectorId: 'ashby',
    credential: { apiKey: emulator.apiKey },
    needsJob: false,
    addCandidate: async (person) => ((await control('/candidates', person)) as { id: string }).id,
    addJob: async (title) => void (await control('/jobs', { title })),
    closeJob: async (title) => void (await control('/jobs/status', { jobId: await jobId(title), status: 'Closed' })),
    revoke: async () => void (await control('/keys/revoke', { apiKey: emulator.apiKey })),
    async loseAnswers(times) {
      for (const operation of ['candidate.create', 'application.create', 'candidate.addEmailMessage']) {
        await control('/faults', { operation, what: 'reset', when: 'after', times });
      }
    },
    async people() {
      const { candidates, applications, jobs } = await state();
      return candidates.map(({ id, name, emails }) => ({
        name,
        email: emails[0],
        jobs: applications.flatMap(({ candidateId, jobId: job }) =>
          candidateId === id ? jobs.flatMap((one) => (one.id === job ? one.title : [])) : [],
        ),
      }));
    },
    async activities() {
      const { emails, notes } = await state();
      return [...emails.map(({ body }) => body), ...notes.map(({ content }) => content)];
    },
  };
}

type EmulatorState = {
  readonly candidates: readonly { id: string; name: string; emails: string[] }[];
  readonly applications: readonly { candidateId: string; jobId: string }[];
  readonly jobs: readonly { id: string; title: string }[];
  readonly emails: readonly { body: string }[];
  readonly notes: readonly { content: string }[];
};

export async function onReference(): Promise<OnAts> {
  const host = await hostReferenceAts();
  const harness = await startHarness({ seed: { candidates: 0, jobs: 0 }, connectorUrls: { reference: host.url } });
  const { store, credential } = host;
  const clientId = credential.clientId ?? '';
  const jobTitled = (title: string) => [...store.jobs.values()].find((job) => job.title === title);
  return {
    ...harness,
    connectorId: 'reference',
    credential,
    needsJob: true,
    async addCandidate({ name, email, createdAt }) {
      const id = crypto.randomUUID();
      store.people.set(id, { id, name, emails: [email], createdAt: createdAt.toISOString() });
      return id;
    },
    async addJob(title) {
      const id = crypto.randomUUID();
      store.jobs.set(id, { id, title, status: 'open' });
    },
    async closeJob(title) {
      const job = jobTitled(title);
      if (job) store.jobs.set(job.id, { ...job, status: 'closed' });
    },
    revoke: async () => void store.clients.delete(clientId),
    loseAnswers: async (count) => host.loseAnswers(count),
    people: async () =>
      [...store.people.values()].map(({ id, name, emails }) => ({
        name,
        email: emails[0],
        jobs: store.applications.flatMap(({ personId, jobId }) =>
          personId === id ? (store.jobs.get(jobId)?.title ?? []) : [],
        ),
      })),
    activities: async () => store.notes.map(({ text }) => text),
    stop: async () => {
      await harness.stop();
      await host.stop();
    },
  };
}
