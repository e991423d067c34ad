import { randomUUID } from 'node:crypto';
import type { State } from './state.ts';
import { uuidFrom } from './uuid.ts';

/** The id of what is about to be made: `what` tells two apart that are made of one change. */
export type NewId = (what: string) => string;

/** Where a seed is given, ids follow from it and from how much has changed: the same calls make the same records. */
export function newIds(state: State, seed: number | undefined): NewId {
  return seed === undefined ? () => randomUUID() : (what) => uuidFrom(`${seed} ${state.changes} ${what}`);
}
