import type { Outcome } from './outcome.ts';

/** One row of the comparison: ours beside what people would use instead, in the same run. */
export type Row = {
  readonly number: number;
  readonly title: string;
  /** As the table of issue 9 says it. */
  readonly target: string;
  readonly peers: readonly string[];
  /** Throws where an answer is wrong: what is fast and wrong is not measured. */
  run(bench: Bench): Promise<Outcome>;
};

/** What a row is given. All of it ends with the row, whatever becomes of it. */
export type Bench = {
  /** The first in a whole run, the second where `--quick` asks whether all works, the third with `--soak`. */
  sized<T>(whole: T, quick: T, soak?: T): T;
  /** A new database with the product's tables, or with none, on a durable PostgreSQL that the row has for itself. */
  database(holds: 'PRODUCT' | 'NOTHING'): Promise<string>;
  /** A line for whoever watches. */
  say(line: string): void;
  /** Done after the row, the last first. */
  defer(end: () => unknown): void;
};
