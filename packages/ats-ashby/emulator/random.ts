import { uuidOf } from './uuid.ts';

/** A small seeded generator (mulberry32): the same seed gives the same organisation on every machine. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  hex(length: number): string;
  uuid(): string;
};

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => word() / 2 ** 32;
  const below = (limit: number) => Math.floor(next() * limit);
  const words = new Uint32Array(4);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
    uuid: () => uuidOf(new Uint8Array(words.map(word).buffer)),
  };
}
