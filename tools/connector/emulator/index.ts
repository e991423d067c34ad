export { handle } from './api.ts';
export { addKey, newState, type State } from './state.ts';
