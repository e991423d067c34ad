/** Which ids belong to a key: mostly one, which is kept without a list around it. */
export type IdIndex = {
  idsOf(key: string): readonly string[];
  keys(): Iterable<string>;
  add(key: string, id: string): void;
  remove(key: string, id: string): void;
};

export function newIdIndex(): IdIndex {
  const ids = new Map<string, string | readonly string[]>();
  const idsOf = (key: string) => {
    const found = ids.get(key);
    return found === undefined ? [] : typeof found === 'string' ? [found] : found;
  };
  return {
    idsOf,
    keys: () => ids.keys(),
    add(key, id) {
      const before = idsOf(key);
      if (!before.includes(id)) ids.set(key, before.length === 0 ? id : [...before, id]);
    },
    remove(key, id) {
      const left = idsOf(key).filter((one) => one !== id);
      if (left.length === 0) ids.delete(key);
      else ids.set(key, left);
    },
  };
}
