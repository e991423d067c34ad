import { type Collection, newCollection } from './collection.ts';
import { type IdIndex, newIdIndex } from './id-index.ts';
import type { ApiKey, Application, Candidate, EmailMessage, Job, Note, Webhook } from './records.ts';
import { type Seed, sow } from './seed.ts';

/** One line of the state's file: the whole of a record, as it is from now on. */
export type Change =
  /** The first line: what the organisation begins with follows from it alone. */
  | { readonly kind: 'SEED'; readonly seed: Seed; readonly apiKey: string | null }
  | { readonly kind: 'KEY'; readonly record: ApiKey }
  | { readonly kind: 'CANDIDATE'; readonly record: Candidate }
  | { readonly kind: 'JOB'; readonly record: Job }
  | { readonly kind: 'APPLICATION'; readonly record: Application }
  | { readonly kind: 'NOTE'; readonly record: Note }
  | { readonly kind: 'EMAIL'; readonly record: EmailMessage }
  | { readonly kind: 'WEBHOOK'; readonly record: Webhook }
  | { readonly kind: 'WEBHOOK_GONE'; readonly webhookId: string }
  | { readonly kind: 'CANDIDATE_GONE'; readonly candidateId: string }
  /** Several that must be there together or not at all. */
  | { readonly kind: 'ALL'; readonly changes: readonly Change[] };

export type State = {
  /** Counts changes: sync tokens are places in this count. */
  changes: number;
  readonly keys: Collection<ApiKey>;
  readonly candidates: Collection<Candidate>;
  readonly jobs: Collection<Job>;
  readonly applications: Collection<Application>;
  readonly notes: Collection<Note>;
  /** By the sender's own id, which is unique. */
  readonly emails: Collection<EmailMessage>;
  readonly webhooks: Collection<Webhook>;
  /** Lower-case address to candidate ids. */
  readonly candidatesByEmail: IdIndex;
  readonly applicationsByCandidate: IdIndex;
  /** Search and lists do not know what came after these places in the count; null: they are up to date. */
  searchedUpTo: number | null;
  listedUpTo: number | null;
  /** Cursors and tokens of earlier generations have expired. */
  cursorGeneration: number;
  /** The most pages of an incremental run. */
  mostIncrementalPages: number;
};

export function emptyState(): State {
  return {
    changes: 0,
    keys: newCollection(),
    candidates: newCollection(),
    jobs: newCollection(),
    applications: newCollection(),
    notes: newCollection(),
    emails: newCollection(),
    webhooks: newCollection(),
    candidatesByEmail: newIdIndex(),
    applicationsByCandidate: newIdIndex(),
    searchedUpTo: null,
    listedUpTo: null,
    cursorGeneration: 1,
    mostIncrementalPages: 1_000,
  };
}

export function applyChange(state: State, change: Change): void {
  switch (change.kind) {
    case 'ALL':
      for (const each of change.changes) applyChange(state, each);
      return;
    case 'SEED': {
      const { key, jobs, people, candidate } = sow(change.seed, change.apiKey);
      put(state, state.keys, { id: key.apiKey, record: key });
      for (const record of jobs) put(state, state.jobs, { id: record.id, record });
      putPeople(state, people, candidate);
      return;
    }
    case 'KEY':
      put(state, state.keys, { id: change.record.apiKey, record: change.record });
      return;
    case 'JOB':
      put(state, state.jobs, { id: change.record.id, record: change.record });
      return;
    case 'NOTE':
      put(state, state.notes, { id: change.record.id, record: change.record });
      return;
    case 'EMAIL':
      put(state, state.emails, { id: change.record.emailProviderEmailId, record: change.record });
      return;
    case 'WEBHOOK':
      put(state, state.webhooks, { id: change.record.id, record: change.record });
      return;
    case 'WEBHOOK_GONE':
      state.changes += 1;
      state.webhooks.remove(change.webhookId);
      return;
    case 'CANDIDATE':
      putCandidate(state, change.record);
      return;
    case 'CANDIDATE_GONE':
      removeCandidate(state, change.candidateId);
      return;
    case 'APPLICATION':
      state.applicationsByCandidate.add(change.record.candidateId, change.record.id);
      put(state, state.applications, { id: change.record.id, record: change.record });
      return;
  }
}

function put<T>(state: State, collection: Collection<T>, { id, record }: { id: string; record: T }): void {
  state.changes += 1;
  collection.put(id, record, state.changes);
}

/** A hundred thousand would not fit as they are: only what finds them is kept. */
function putPeople(state: State, people: number, candidate: (nth: number) => Candidate): void {
  const before = state.changes + 1;
  const make = (place: number) => candidate(place - before);
  for (let nth = 0; nth < people; nth += 1) {
    const record = candidate(nth);
    for (const email of addressesOf(record)) state.candidatesByEmail.add(email.toLowerCase(), record.id);
    state.changes += 1;
    state.candidates.putMade(record.id, make, state.changes);
  }
}

function putCandidate(state: State, record: Candidate): void {
  forgetAddresses(state, record.id);
  for (const email of addressesOf(record)) state.candidatesByEmail.add(email.toLowerCase(), record.id);
  put(state, state.candidates, { id: record.id, record });
}

/** With their applications, as when a person of the organisation deletes them. */
function removeCandidate(state: State, candidateId: string): void {
  state.changes += 1;
  forgetAddresses(state, candidateId);
  state.candidates.remove(candidateId);
  for (const id of state.applicationsByCandidate.idsOf(candidateId)) {
    state.applicationsByCandidate.remove(candidateId, id);
    state.applications.remove(id);
  }
}

function forgetAddresses(state: State, candidateId: string): void {
  const before = state.candidates.get(candidateId)?.record;
  for (const email of before ? addressesOf(before) : []) {
    state.candidatesByEmail.remove(email.toLowerCase(), candidateId);
  }
}

export function addressesOf(candidate: Candidate): string[] {
  return candidate.email === null ? [...candidate.alternateEmails] : [candidate.email, ...candidate.alternateEmails];
}
