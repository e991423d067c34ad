export type Person = {
  readonly id: string;
  readonly name: string;
  readonly emails: readonly string[];
  readonly createdAt: string;
};
export type Job = { readonly id: string; readonly title: string; readonly status: 'open' | 'closed' };
export type Application = { readonly id: string; readonly personId: string; readonly jobId: string };

/** What the emulated organisation has. */
export type State = {
  /** API key to its permissions. */
  readonly keys: Map<string, readonly string[]>;
  readonly people: Map<string, Person>;
  readonly jobs: Map<string, Job>;
  readonly applications: Application[];
  /** Whom the search does not find yet; null: it is up to date. */
  hidden: Set<string> | null;
};

export function newState(): State {
  return { keys: new Map(), people: new Map(), jobs: new Map(), applications: [], hidden: null };
}

export function addKey(state: State, permissions: readonly string[]): string {
  const apiKey = crypto.randomUUID();
  state.keys.set(apiKey, permissions);
  return apiKey;
}

export function addPerson(state: State, { name, emails }: Pick<Person, 'name' | 'emails'>): Person {
  const person = { id: crypto.randomUUID(), name, emails, createdAt: new Date().toISOString() };
  state.people.set(person.id, person);
  state.hidden?.add(person.id);
  return person;
}
