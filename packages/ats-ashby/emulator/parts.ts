import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { RateLimit } from './limits.ts';
import type { NewId } from './new-id.ts';
import type { Store } from './store.ts';
import type { Unknowns } from './unknowns.ts';
import type { Hooks } from './webhook-sender.ts';
import type { Witness } from './witness.ts';

/** What a running emulator is made of. */
export type Parts = {
  readonly unknowns: { current: Unknowns };
  readonly hooks: Hooks;
  readonly store: Store;
  readonly newId: NewId;
  readonly journal: Journal;
  readonly witness: Witness;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  readonly now: () => Date;
  /** Aborted by `stop`: as after a kill, nothing happens any more. */
  readonly stopped: AbortSignal;
};
