import fc from 'fast-check';
import type { CandidateRef } from '../src/connector/records.ts';
import { type Decision, decide } from '../src/policy/decide.ts';
import {
  type AtsFacts,
  type Facts,
  jobSelections,
  modes,
  nothingKnown,
  onDuplicates,
  overrides,
  type Trigger,
} from '../src/policy/facts.ts';
import { type Reason, reasons, type SyncState } from '../src/sync/state.ts';

export const connectedAt = new Date('2026-03-01T09:00:00.000Z');
export const before = new Date('2026-03-01T08:59:59.999Z');
export const after = new Date('2026-03-02T09:00:00.000Z');
export const later = new Date('2026-03-03T09:00:00.000Z');

export const added: Trigger = { kind: 'ADDED' };
export const replied: Trigger = { kind: 'REPLIED' };
export const resync: Trigger = { kind: 'RESYNC', selection: 'BULK', overrides: [] };
export const byName: Trigger = { kind: 'RESYNC', selection: 'NAMED', overrides: [] };

/** What is out of the ordinary about a case; the rest is a contact that syncs when it is added. */
export type Case = {
  readonly settings?: Partial<Facts['settings']>;
  readonly sequence?: Partial<Facts['sequence']>;
  readonly enrollment?: Partial<Facts['enrollment']>;
  readonly email?: string | null;
  readonly sync?: Facts['sync'];
  readonly ats?: Partial<AtsFacts>;
};

export function factsOf({ settings, sequence, enrollment, email = 'ada@b.example', sync = null, ats }: Case): Facts {
  return {
    settings: {
      connectedAt,
      mode: 'ON_ADDED',
      defaultJobId: null,
      deduplication: true,
      onDuplicate: 'HOLD',
      ...settings,
    },
    sequence: { syncEnabled: true, jobSelection: 'INHERIT', jobId: null, ...sequence },
    enrollment: { addedAt: after, repliedAt: null, ...enrollment },
    contact: { email },
    sync,
    ats: { ...nothingKnown, ...ats },
  };
}

export function inState(state: SyncState, jobId: string | null = null): NonNullable<Facts['sync']> {
  return { state, jobId };
}

export function left(reason: Reason): NonNullable<Facts['sync']> {
  return inState({ state: 'NOT_SYNCED', reason });
}

/** The decision in one word: the reason, why it stays, or what it becomes. */
export function wordOf(decision: Decision): string {
  switch (decision.kind) {
    case 'LEAVE':
      return decision.reason;
    case 'STAY':
      return decision.because;
    default:
      return decision.kind;
  }
}

export function outcomeOf(trigger: Trigger, given: Case): string {
  return wordOf(decide(trigger, factsOf(given)));
}

export function candidate(remoteId: string, createdAt: Date): CandidateRef {
  return { remoteId, url: null, createdAt };
}

const moment = fc.date({ min: new Date('2026-02-01'), max: new Date('2026-04-01'), noInvalidDate: true });

const anySync: fc.Arbitrary<SyncState> = fc.oneof(
  fc.constantFrom<SyncState>({ state: 'QUEUED' }, { state: 'SYNCING' }, { state: 'SYNCED' }, { state: 'EXISTS' }),
  fc.constantFrom(...(Object.keys(reasons) as Reason[])).map((reason): SyncState => ({ state: 'NOT_SYNCED', reason })),
  fc.constantFrom('JOB_NOT_OPEN', 'CANDIDATE_GONE', 'VALIDATION').map(
    (code): SyncState => ({
      state: 'FAILED',
      code: code as 'VALIDATION',
    }),
  ),
);

export const anyTrigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.constantFrom<Trigger>(added, replied, { kind: 'ASSIGN_JOB', jobId: 'job-1' }, { kind: 'LINKED', remoteId: 'c-1' }),
  fc.record({
    kind: fc.constant('RESYNC' as const),
    selection: fc.constantFrom('NAMED' as const, 'BULK' as const),
    overrides: fc.subarray([...overrides]),
  }),
);

const anyCandidate = fc
  .record({ id: fc.constantFrom('c-1', 'c-2'), at: moment })
  .map(({ id, at }) => candidate(id, at));

export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  settings: fc.record({
    connectedAt: fc.oneof(moment, fc.constant(connectedAt)),
    mode: fc.constantFrom(...modes),
    defaultJobId: fc.option(fc.constantFrom('default-1', 'default-2')),
    deduplication: fc.boolean(),
    onDuplicate: fc.constantFrom(...onDuplicates),
  }),
  sequence: fc.record({
    syncEnabled: fc.boolean(),
    jobSelection: fc.constantFrom(...jobSelections),
    jobId: fc.option(fc.constantFrom('own-1', 'own-2')),
  }),
  enrollment: fc.record({ addedAt: fc.oneof(moment, fc.constant(connectedAt)), repliedAt: fc.option(moment) }),
  contact: fc.record({ email: fc.option(fc.emailAddress()) }),
  sync: fc.option(fc.record({ state: anySync, jobId: fc.option(fc.constantFrom('job-1', 'job-2')) })),
  ats: fc.record({
    linkedTo: fc.option(fc.constant('c-1')),
    found: fc.oneof(fc.constant('NOT_KNOWN' as const), fc.array(anyCandidate, { maxLength: 2 })),
    createdByUs: fc.subarray(['c-1', 'c-2']),
  }),
});
