/** Numbers that look random and are the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
export type Random = {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** Whole, from 0 up to, and without, this. */
  below(limit: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
};

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (limit) => Math.floor(next() * limit), happens: (probability) => next() < probability };
}
