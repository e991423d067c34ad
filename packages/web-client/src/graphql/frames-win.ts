import { type Exchange, mapExchange } from 'urql';

/** What a frame tells of: a sync, a run, an integration. */
type Told = { readonly __typename: string; readonly id: string };

/**
 * A query that is under way when a frame comes may answer with what was true before it, and would undo it. What the
 * frames say meanwhile is laid over its answer; should the answer be newer yet, its own frame follows.
 * Stands between the cache and the network.
 */
export function framesWin(): Exchange {
  /** What was told since each query that is under way was sent. */
  const underWay = new Map<number, Map<string, Told>>();
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'query') underWay.set(key, new Map());
      if (kind === 'teardown') underWay.delete(key);
    },
    onResult(result) {
      const { kind, key } = result.operation;
      if (kind === 'subscription') {
        for (const told of toldBy(result.data)) for (const heard of underWay.values()) heard.set(nameOf(told), told);
      }
      const heard = underWay.get(key);
      if (kind !== 'query' || !heard) return;
      underWay.delete(key);
      return heard.size === 0 ? result : { ...result, data: layOver(result.data, heard) };
    },
  });
}

/** The first things with an id on the way in: what they are part of, or have beside them, is not what was told. */
function toldBy(data: unknown): readonly Told[] {
  if (typeof data !== 'object' || data === null) return [];
  return isTold(data) ? [data] : Object.values(data).flatMap(toldBy);
}

function layOver(value: unknown, heard: ReadonlyMap<string, Told>): unknown {
  if (Array.isArray(value)) return value.map((item) => layOver(item, heard));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => [name, layOver(field, heard)]);
  return { ...Object.fromEntries(entries), ...(isTold(value) ? heard.get(nameOf(value)) : {}) };
}

function nameOf({ __typename, id }: Told): string {
  return `${__typename} ${id}`;
}

function isTold(value: object): value is Told {
  return '__typename' in value && 'id' in value && typeof value.id === 'string';
}
