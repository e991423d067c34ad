import { describe, expect, test } from 'vitest';
import { type IntentState, intentStates } from './intent.ts';
import { type SyncState, syncStates } from './state.ts';
import { diagramOf, intentsThatMayBecome, intentTransitions, objectionToSync, syncTransitions } from './transitions.ts';

const synced: SyncState = { state: 'SYNCED' };
const queued: SyncState = { state: 'QUEUED' };
const exists: SyncState = { state: 'EXISTS' };
const waiting: SyncState = { state: 'NOT_SYNCED', reason: 'WAITING_FOR_REPLY' };

describe('the life of a sync', () => {
  test.each<[string, SyncState | null, SyncState]>([
    ['S2.2 enrolled and queued', null, queued],
    ['S1.5 enrolled before the connection', null, { state: 'NOT_SYNCED', reason: 'ADDED_BEFORE_CONNECTION' }],
    ['S2.3 replied', waiting, queued],
    ['S3.5 nothing was left to send', queued, synced],
    ['S6.6 an earlier candidate of one who waits', waiting, exists],
    ['S6.7 dismissed', exists, { state: 'NOT_SYNCED', reason: 'DISMISSED' }],
    ['S6.7 linked, and waits for its reply', exists, waiting],
    ['S5.6 a run was cancelled', queued, { state: 'NOT_SYNCED', reason: 'CANCELLED' }],
    ['S3.4 a job was assigned', synced, queued],
    ['T10 deleted in the ATS: the link clears', synced, { state: 'FAILED', code: 'CANDIDATE_GONE' }],
    ['T10 merged in the ATS: the link moves, the state stays', synced, synced],
  ])('%s', (_, from, to) => {
    expect(objectionToSync(from, to)).toBeNull();
  });

  test.each<[string, SyncState | null, SyncState]>([
    ['S5.2 what has synced is not left again', synced, waiting],
    ['S5.6 what is in flight ends first', { state: 'SYNCING' }, { state: 'NOT_SYNCED', reason: 'CANCELLED' }],
    ['S1.5 nobody becomes "added before" later', queued, { state: 'NOT_SYNCED', reason: 'ADDED_BEFORE_CONNECTION' }],
    ['S6.7 only who was held is dismissed', queued, { state: 'NOT_SYNCED', reason: 'DISMISSED' }],
    ['S2.4 a change of settings moves nobody', synced, { state: 'NOT_SYNCED', reason: 'SYNC_OFF' }],
  ])('refused: %s', (_, from, to) => {
    expect(objectionToSync(from, to)).toMatch(/^No transition leads from .* to .*\.$/);
  });

  test('every state is reached from the beginning, and from each but the end a person sees a way on', () => {
    const reached = closure(['NONE'], (state) =>
      syncTransitions.filter(({ from }) => from.some((one) => one === state)).flatMap(({ to }) => to),
    );
    for (const state of syncStates) {
      expect(reached).toContain(state);
      expect(syncTransitions.some(({ from }) => from.includes(state))).toBe(true);
    }
  });

  test('every row names a rule of the product', () => {
    for (const { rule } of syncTransitions) expect(rule).toMatch(/^S\d+\.\d+$/);
  });
});

describe('the life of an intent', () => {
  const rows = Object.values(intentTransitions) as readonly {
    from: readonly IntentState[];
    to: readonly IntentState[];
  }[];

  test('T14 a send without an answer is looked up before anything is tried again', () => {
    const { NO_ANSWER, OWNER_LOST, SURELY_ABSENT } = intentTransitions;
    for (const row of [NO_ANSWER, OWNER_LOST]) expect(row.to).toEqual(['UNKNOWN']);
    expect(SURELY_ABSENT.from).toEqual(['UNKNOWN']);
    expect(intentsThatMayBecome('SENDING')).toEqual(['CLAIMED']);
  });

  test('S6.8 nothing is sent by who has not looked', () => {
    expect(intentsThatMayBecome('CLAIMED')).toEqual(['PENDING', 'RETRY']);
  });

  test('every state is reached from PENDING, and each has a way on', () => {
    const reached = closure(['PENDING'], (state) =>
      rows.filter(({ from }) => from.some((one) => one === state)).flatMap(({ to }) => to),
    );
    for (const state of Object.keys(intentStates) as IntentState[]) {
      expect(reached).toContain(state);
      expect(rows.some(({ from }) => from.includes(state))).toBe(true);
    }
  });

  test('both are drawn whole', () => {
    for (const state of syncStates) expect(diagramOf('SYNC')).toContain(`  ${state}`);
    for (const state of Object.keys(intentStates)) expect(diagramOf('INTENT')).toContain(`  ${state}`);
  });
});

function closure(start: readonly string[], next: (state: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(start);
  for (const state of reached) for (const other of next(state)) reached.add(other);
  return reached;
}
