import { type Exchange, mapExchange } from 'urql';

type Sync = { readonly __typename: 'Sync'; readonly id: string; readonly updatedAt: string };
type Run = { readonly __typename: 'ResyncRun'; readonly id: string; readonly counts: { readonly pending: number } };

/**
 * A query that is under way when a frame comes may answer with what was true before it, and would undo it.
 * While queries are under way, what the frames say is remembered and laid over the older syncs and runs in their answers.
 * Stands between the cache and the network.
 */
export function newestTold(): Exchange {
  const underWay = new Set<number>();
  const heard = new Map<string, Sync | Run>();
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'query') underWay.add(key);
      if (kind === 'teardown') end(key);
    },
    onResult(result) {
      const { kind, key } = result.operation;
      if (kind === 'subscription' && underWay.size > 0) {
        const told: unknown = result.data?.syncUpdated?.sync ?? result.data?.resyncRunUpdated;
        if (isSync(told) || isRun(told)) heard.set(told.id, told);
      }
      if (kind !== 'query') return;
      const newest = heard.size === 0 ? result : { ...result, data: layOver(result.data, heard) };
      end(key);
      return newest;
    },
  });

  function end(key: number): void {
    underWay.delete(key);
    if (underWay.size === 0) heard.clear();
  }
}

function layOver(value: unknown, heard: ReadonlyMap<string, Sync | Run>): unknown {
  if (Array.isArray(value)) return value.map((item) => layOver(item, heard));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => [name, layOver(field, heard)]);
  return { ...Object.fromEntries(entries), ...newerThan(value, heard) };
}

function newerThan(value: object, heard: ReadonlyMap<string, Sync | Run>): object {
  if (!isSync(value) && !isRun(value)) return {};
  const told = heard.get(value.id);
  if (isSync(value)) return isSync(told) && told.updatedAt >= value.updatedAt ? told : {};
  return isRun(told) && told.counts.pending <= value.counts.pending ? told : {};
}

function isSync(value: unknown): value is Sync {
  return isA('Sync', 'updatedAt', value);
}

function isRun(value: unknown): value is Run {
  return isA('ResyncRun', 'counts', value);
}

/** One of this kind of which this was asked for: without it nothing says which is the newer. */
function isA(kind: string, asked: string, value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && '__typename' in value && value.__typename === kind && asked in value
  );
}
