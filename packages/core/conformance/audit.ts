import type { Capabilities } from '../src/connector/capabilities.ts';
import type { Rig } from './rig.ts';

/** The levels, in the order in which a connector reaches them. Each builds on the ones before. */
export const levels = {
  STATIC: 'The definition says what it must, before anything is opened.',
  READ: 'It connects, tells good from bad credentials, and reads.',
  PUSH: 'It writes each thing once, and says truthfully what became of it.',
  RESILIENCE: 'Whatever breaks on the way, it neither repeats a write nor guesses.',
  TWO_WAY: 'What changes in the ATS comes back complete.',
  PRIVACY: 'It erases on request, and gives nothing away.',
} as const;
export type Level = keyof typeof levels;

/** One thing that a connector is held to. Passes, or throws a `Finding` that names the fault. */
export type Audit = {
  /** Stable, such as `push-3`. */
  readonly id: string;
  readonly level: Level;
  /** A MUST keeps the level from being reached; a SHOULD is reported. */
  readonly weight: 'MUST' | 'SHOULD';
  readonly title: string;
  /** Whether it is asked of an ATS that can do this; absent: of every one. */
  readonly appliesTo?: (capabilities: Capabilities) => boolean;
  readonly run: (rig: Rig) => Promise<void>;
};

/** What an audit found wrong, in a sentence for who writes the connector. */
export class Finding extends Error {
  override readonly name = 'Finding';
}

export function expectThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Finding(otherwise);
}
