import { type Exchange, mapExchange } from 'urql';

type Sync = { readonly __typename: 'Sync'; readonly id: string; readonly updatedAt: string };

/**
 * A query that is under way when a frame comes may answer with what was true before it, and would undo it.
 * While queries are under way, what the frames say is remembered and laid over the older syncs in their answers.
 * Stands between the cache and the network.
 */
export function newestSync(): Exchange {
  const underWay = new Set<number>();
  const heard = new Map<string, Sync>();
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'query') underWay.add(key);
      if (kind === 'teardown') end(key);
    },
    onResult(result) {
      const { kind, key } = result.operation;
      if (kind === 'subscription' && underWay.size > 0) {
        const sync: unknown = result.data?.syncUpdated?.sync;
        if (isSync(sync)) heard.set(sync.id, sync);
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

function layOver(value: unknown, heard: ReadonlyMap<string, Sync>): unknown {
  if (Array.isArray(value)) return value.map((item) => layOver(item, heard));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => [name, layOver(field, heard)]);
  const newer = isSync(value) ? heard.get(value.id) : undefined;
  const wins = newer && isSync(value) && newer.updatedAt >= value.updatedAt;
  return { ...Object.fromEntries(entries), ...(wins ? newer : {}) };
}

function isSync(value: unknown): value is Sync {
  return typeof value === 'object' && value !== null && '__typename' in value && value.__typename === 'Sync';
}
