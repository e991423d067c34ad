/** A record with its places in the order of all changes: when it was first there, and when it last changed. */
export type Entry<T> = { readonly record: T; readonly added: number; readonly changed: number };

type Order = 'added' | 'changed';

/** Records by id, in the order in which they came, with those that change last at the end of a second order. */
export type Collection<T> = {
  readonly size: number;
  has(id: string): boolean;
  get(id: string): Entry<T> | undefined;
  ids(): Iterable<string>;
  values(): Iterable<Entry<T>>;
  put(id: string, record: T, place: number): void;
  /** Puts a record that is not kept: it is made again each time it is looked at, until it changes. */
  putMade(id: string, make: Make<T>, place: number): void;
  remove(id: string): void;
  /** What comes after a place in one of the orders, found without a look at what comes before it. */
  after(order: Order, place: number): Iterable<Entry<T>>;
  /** The last ones that came, newest first. */
  newest(count: number): readonly Entry<T>[];
};

/** The record that was put at a place. */
type Make<T> = (place: number) => T;

/** A class for its size: there may be a hundred thousand. */
class Kept<T> implements Entry<T> {
  isGone = false;
  changed: number;
  readonly added: number;
  source: { readonly record: T } | Make<T>;

  constructor(source: Kept<T>['source'], place: number) {
    this.source = source;
    this.added = place;
    this.changed = place;
  }

  get record(): T {
    return typeof this.source === 'function' ? this.source(this.added) : this.source.record;
  }
}
type Logged<T> = { readonly at: number[]; readonly entries: Kept<T>[] };

export function newCollection<T>(): Collection<T> {
  const byId = new Map<string, Kept<T>>();
  const logs: Readonly<Record<Order, Logged<T>>> = {
    added: { at: [], entries: [] },
    changed: { at: [], entries: [] },
  };
  const log = (order: Order, entry: Kept<T>) => {
    logs[order].at.push(entry[order]);
    logs[order].entries.push(entry);
  };
  const put = (id: string, source: Kept<T>['source'], place: number) => {
    const before = byId.get(id);
    const entry = before ?? new Kept(source, place);
    entry.source = source;
    entry.changed = place;
    if (before === undefined) {
      byId.set(id, entry);
      log('added', entry);
    }
    log('changed', entry);
  };
  return {
    get size() {
      return byId.size;
    },
    has: (id) => byId.has(id),
    get: (id) => byId.get(id),
    ids: () => byId.keys(),
    values: () => byId.values(),
    put: (id, record, place) => put(id, { record }, place),
    putMade: (id, make, place) => put(id, make, place),
    remove(id) {
      const entry = byId.get(id);
      if (entry) entry.isGone = true;
      byId.delete(id);
    },
    newest(count) {
      const found: Kept<T>[] = [];
      for (let index = logs.added.entries.length - 1; index >= 0 && found.length < count; index -= 1) {
        const entry = logs.added.entries[index];
        if (entry && !entry.isGone) found.push(entry);
      }
      return found;
    },
    *after(order, place) {
      const { at, entries } = logs[order];
      for (let index = firstAfter(at, place); index < entries.length; index += 1) {
        const entry = entries[index];
        // One that has changed again since is further on.
        if (entry && !entry.isGone && entry[order] === at[index]) yield entry;
      }
    },
  };
}

function firstAfter(sorted: readonly number[], place: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
