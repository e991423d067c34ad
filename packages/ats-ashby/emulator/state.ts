import type { ApiKey, Application, Candidate, EmailMessage, Job, Note, Webhook } from './records.ts';

/** One line of the state's file: the whole of a record, as it is from now on. */
export type Change =
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

/** A record with its places in the order of all changes: when it was first there, and when it last changed. */
export type Entry<T> = { readonly record: T; readonly added: number; readonly changed: number };
export type Collection<T> = Map<string, Entry<T>>;

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
  readonly candidatesByEmail: Map<string, Set<string>>;
  readonly applicationsByCandidate: Map<string, Set<string>>;
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
    keys: new Map(),
    candidates: new Map(),
    jobs: new Map(),
    applications: new Map(),
    notes: new Map(),
    emails: new Map(),
    webhooks: new Map(),
    candidatesByEmail: new Map(),
    applicationsByCandidate: new Map(),
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
      state.webhooks.delete(change.webhookId);
      return;
    case 'CANDIDATE':
      forgetAddresses(state, change.record.id);
      for (const email of addressesOf(change.record)) {
        index(state.candidatesByEmail, email.toLowerCase(), change.record.id);
      }
      put(state, state.candidates, { id: change.record.id, record: change.record });
      return;
    case 'CANDIDATE_GONE':
      removeCandidate(state, change.candidateId);
      return;
    case 'APPLICATION':
      index(state.applicationsByCandidate, change.record.candidateId, change.record.id);
      put(state, state.applications, { id: change.record.id, record: change.record });
      return;
  }
}

function forgetAddresses(state: State, candidateId: string): void {
  const before = state.candidates.get(candidateId)?.record;
  for (const email of before ? addressesOf(before) : []) {
    state.candidatesByEmail.get(email.toLowerCase())?.delete(candidateId);
  }
}

/** With their applications, as when a person of the organisation deletes them. */
function removeCandidate(state: State, candidateId: string): void {
  state.changes += 1;
  forgetAddresses(state, candidateId);
  state.candidates.delete(candidateId);
  for (const id of state.applicationsByCandidate.get(candidateId) ?? []) state.applications.delete(id);
  state.applicationsByCandidate.delete(candidateId);
}

export function addressesOf(candidate: Candidate): string[] {
  return candidate.email === null ? [...candidate.alternateEmails] : [candidate.email, ...candidate.alternateEmails];
}

function put<T>(state: State, collection: Collection<T>, { id, record }: { id: string; record: T }): void {
  state.changes += 1;
  collection.set(id, { record, added: collection.get(id)?.added ?? state.changes, changed: state.changes });
}

function index(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}
