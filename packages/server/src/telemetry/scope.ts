import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose work is being done: ids alone, which every line of the log then carries. */
export type Scope = {
  readonly requestId?: string;
  readonly accountId?: string;
  readonly integrationId?: string;
  readonly runId?: string;
  readonly contactId?: string;
};

const scopes = new AsyncLocalStorage<Scope>();

/** Does the work with these ids, beside those that it already has. */
export function within<T>(scope: Scope, work: () => T): T {
  return scopes.run({ ...scopes.getStore(), ...scope }, work);
}

export function currentScope(): Scope {
  return scopes.getStore() ?? {};
}
