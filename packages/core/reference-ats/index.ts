/** A small ATS in memory, unlike the first one wherever two can differ, and its connector: for tests of what must not know the difference. */
export { handle } from './api.ts';
export { referenceAts } from './connector.ts';
export { newCredential, referenceRig } from './rig.ts';
export { newStore, type Store } from './store.ts';
