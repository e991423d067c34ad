import { emailKey } from '../src/sync/email.ts';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly emails: readonly string[];
  readonly createdAt: string;
};
export type Job = { readonly id: string; readonly title: string; readonly status: 'open' | 'closed' };
export type Application = {
  readonly id: string;
  readonly personId: string;
  readonly jobId: string;
  readonly stage: string;
};
type Note = { readonly id: string; readonly personId: string; readonly text: string };
export type Client = { readonly clientId: string; readonly clientSecret: string; readonly scopes: readonly string[] };

/** What the organisation has. Plain data: a new one for each test. */
export type Store = {
  readonly organization: { readonly id: string; readonly name: string };
  readonly people: Map<string, Person>;
  readonly jobs: Map<string, Job>;
  readonly applications: Application[];
  readonly notes: Note[];
  /** By client id. */
  readonly clients: Map<string, Client>;
  /** Access token to its client, and the requests that it is still good for. */
  readonly tokens: Map<string, { readonly clientId: string; left: number }>;
  /** Answers to writes, by idempotency key: a repetition is answered as the first time. */
  readonly answered: Map<string, Answered>;
  /** Whom the search does not find yet; null: its index is up to date. */
  hidden: Set<string> | null;
  requestsPerToken: number;
};

export type Answered = { readonly status: number; readonly body: unknown };

export const scopes = ['people:read', 'people:write', 'jobs:read', 'notes:write'] as const;

export function newStore(): Store {
  return {
    organization: { id: crypto.randomUUID(), name: 'Reference Inc.' },
    people: new Map(),
    jobs: new Map(),
    applications: [],
    notes: [],
    clients: new Map(),
    tokens: new Map(),
    answered: new Map(),
    hidden: null,
    requestsPerToken: 500,
  };
}

export function addPerson(store: Store, { name, emails }: Pick<Person, 'name' | 'emails'>): Person {
  const person = { id: crypto.randomUUID(), name, emails, createdAt: new Date().toISOString() };
  store.people.set(person.id, person);
  store.hidden?.add(person.id);
  return person;
}

export function addJob(store: Store, job: Omit<Job, 'id'>): Job {
  const added = { ...job, id: crypto.randomUUID() };
  store.jobs.set(added.id, added);
  return added;
}

/** The application of this person to this job, and whether it is new. */
export function apply(
  store: Store,
  personId: string,
  jobId: string,
): { application: Application; made: 'NOW' | 'BEFORE' } {
  const before = store.applications.find((one) => one.personId === personId && one.jobId === jobId);
  if (before) return { application: before, made: 'BEFORE' };
  const application = { id: crypto.randomUUID(), personId, jobId, stage: 'new' };
  store.applications.push(application);
  return { application, made: 'NOW' };
}

/** Everyone who has one of these addresses among theirs. */
export function withEmail(store: Store, emails: readonly string[]): readonly Person[] {
  const wanted = new Set(emails.map(emailKey));
  return [...store.people.values()].filter((person) => person.emails.some((email) => wanted.has(emailKey(email))));
}

export function removePerson(store: Store, id: string): void {
  store.people.delete(id);
  store.applications.splice(0, Infinity, ...store.applications.filter(({ personId }) => personId !== id));
  store.notes.splice(0, Infinity, ...store.notes.filter(({ personId }) => personId !== id));
}
