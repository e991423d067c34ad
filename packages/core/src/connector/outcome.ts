import type { AtsError } from '../errors/ats-error.ts';

/** The answer to a read. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AtsError };

/**
 * The answer to a write: one command, one remote call, one of five.
 *
 * - `APPLIED`: the ATS did it now. `ALREADY`: it was so before.
 * - `REJECTED`: the ATS refused, and did nothing.
 * - `NOT_DONE`: the request never arrived, or was turned away at the door (429): it may be sent again.
 * - `UNKNOWN`: the request left and nothing says what became of it. The engine looks before it tries again.
 */
export type Outcome<T> =
  | { readonly kind: 'APPLIED' | 'ALREADY'; readonly value: T }
  | { readonly kind: 'REJECTED' | 'NOT_DONE' | 'UNKNOWN'; readonly error: AtsError };
