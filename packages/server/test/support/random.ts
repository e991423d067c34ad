import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** Whole, from 1 up to this. */
  upTo(limit: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** One of them. */
  of<T>(first: T, ...others: readonly T[]): T;
};

export function randomOf(seed: string): Random {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return createHash('sha256').update(`${seed}/${drawn}`).digest().readUInt32BE() / 2 ** 32;
  };
  const upTo = (limit: number) => 1 + Math.floor(next() * limit);
  return {
    upTo,
    happens: (probability) => next() < probability,
    of: (first, ...others) => [first, ...others][upTo(1 + others.length) - 1] ?? first,
  };
}
