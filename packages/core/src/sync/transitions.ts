import { type IntentState, intentStates } from './intent.ts';
import { type Reason, type SyncState, syncStates } from './state.ts';

type StateName = SyncState['state'];

/** One way on: what happened, from where, to where, and the rule that has it so. */
type SyncTransition = {
  readonly cause: string;
  /** `NONE`: the sync begins. */
  readonly from: readonly (StateName | 'NONE')[];
  readonly to: readonly StateName[];
  /** Of the reasons, only these. */
  readonly reasons?: readonly Reason[];
  readonly rule: string;
};

const decided: readonly Reason[] = ['SYNC_OFF', 'SEQUENCE_SYNC_OFF', 'MISSING_EMAIL', 'WAITING_FOR_REPLY'];
/** What a contact shows whose intents exist already: another sequence of the same person brought them. */
const underWay = ['SYNCING', 'SYNCED', 'EXISTS', 'FAILED'] as const;

/** The life of a sync: what is not a row here does not happen. */
export const syncTransitions: readonly SyncTransition[] = [
  {
    cause: 'The contact was enrolled',
    from: ['NONE'],
    to: ['QUEUED', 'NOT_SYNCED', ...underWay],
    reasons: ['ADDED_BEFORE_CONNECTION', ...decided],
    rule: 'S2.2',
  },
  {
    cause: 'The integration was connected',
    from: ['NONE'],
    to: ['NOT_SYNCED'],
    reasons: ['ADDED_BEFORE_CONNECTION'],
    rule: 'S1.5',
  },
  {
    cause: 'The contact replied',
    from: ['NOT_SYNCED'],
    to: ['QUEUED', 'NOT_SYNCED', ...underWay],
    reasons: decided,
    rule: 'S2.3',
  },
  {
    cause: 'A resync was asked for',
    from: ['NOT_SYNCED', 'FAILED', 'EXISTS'],
    to: ['QUEUED', 'NOT_SYNCED', ...underWay],
    reasons: decided,
    rule: 'S5.4',
  },
  { cause: 'The owner took it', from: ['QUEUED'], to: ['SYNCING'], rule: 'S3.3' },
  { cause: 'Nothing was left to send', from: ['QUEUED'], to: ['SYNCED'], rule: 'S3.5' },
  { cause: 'The ATS did it, or had done it', from: ['SYNCING'], to: ['SYNCED'], rule: 'S3.3' },
  { cause: 'It is tried again by itself', from: ['SYNCING'], to: ['QUEUED'], rule: 'S1.4' },
  { cause: 'The ATS refused it', from: ['SYNCING', 'QUEUED'], to: ['FAILED'], rule: 'S3.6' },
  {
    cause: 'An earlier candidate was found',
    from: ['QUEUED', 'SYNCING', 'NOT_SYNCED'],
    to: ['EXISTS'],
    rule: 'S6.1',
  },
  {
    cause: 'A person linked it',
    from: ['EXISTS', 'FAILED'],
    to: ['QUEUED', 'SYNCED', 'NOT_SYNCED'],
    reasons: decided,
    rule: 'S6.7',
  },
  {
    cause: 'A person dismissed it',
    from: ['EXISTS', 'FAILED'],
    to: ['NOT_SYNCED'],
    reasons: ['DISMISSED'],
    rule: 'S6.7',
  },
  { cause: 'The run was cancelled', from: ['QUEUED'], to: ['NOT_SYNCED'], reasons: ['CANCELLED'], rule: 'S5.6' },
  {
    cause: 'The integration was disconnected',
    from: ['QUEUED', 'SYNCING', 'NOT_SYNCED'],
    to: ['NOT_SYNCED'],
    reasons: ['DISCONNECTED'],
    rule: 'S1.5',
  },
  {
    cause: 'Another organisation was connected',
    from: ['NOT_SYNCED', 'SYNCED', 'EXISTS', 'FAILED'],
    to: ['NOT_SYNCED'],
    reasons: ['ADDED_BEFORE_CONNECTION'],
    rule: 'S1.5',
  },
  { cause: 'A job was assigned', from: ['SYNCED'], to: ['QUEUED'], rule: 'S3.4' },
  { cause: 'The candidate is gone from the ATS', from: ['SYNCED'], to: ['FAILED'], rule: 'S10.2' },
];

/** Why this step may not be taken; null when it may. A state that stays what it is needs no leave. */
export function objectionToSync(from: SyncState | null, to: SyncState): string | null {
  if (from !== null && isSame(from, to)) return null;
  const name = from?.state ?? 'NONE';
  const fits = syncTransitions.filter((row) => row.from.includes(name) && row.to.includes(to.state));
  if (fits.length === 0) return `No transition leads from ${name} to ${to.state}.`;
  if (to.state !== 'NOT_SYNCED') return null;
  return fits.some((row) => row.reasons?.includes(to.reason))
    ? null
    : `No transition leads from ${name} to NOT_SYNCED for the reason ${to.reason}.`;
}

function isSame(from: SyncState, to: SyncState): boolean {
  if (from.state !== to.state) return false;
  return from.state !== 'NOT_SYNCED' || to.state !== 'NOT_SYNCED' || from.reason === to.reason;
}

/** One step of an intent: what happened, and where that may lead. */
type IntentTransition = {
  readonly on: string;
  readonly from: readonly IntentState[];
  readonly to: readonly IntentState[];
};

/** What happens to an intent. While connected, `UNKNOWN` has one way on: a look. */
export const intentTransitions = {
  CLAIM: { on: 'The owner takes it', from: ['PENDING', 'RETRY'], to: ['CLAIMED'] },
  LOOK_UP: { on: 'A look shows that nothing is left to do', from: ['CLAIMED'], to: ['DONE', 'HELD', 'REJECTED'] },
  BEGIN: { on: 'The send is written down', from: ['CLAIMED'], to: ['SENDING'] },
  DONE: { on: 'The ATS did it, or had done it', from: ['SENDING', 'CLAIMED'], to: ['DONE'] },
  REFUSED: { on: 'The ATS said no', from: ['SENDING', 'CLAIMED'], to: ['REJECTED', 'PENDING', 'RETRY'] },
  NOT_DONE: { on: 'It never arrived', from: ['SENDING', 'CLAIMED'], to: ['RETRY', 'PENDING', 'REJECTED'] },
  NO_ANSWER: { on: 'No answer says what became of it', from: ['SENDING'], to: ['UNKNOWN'] },
  OWNER_LOST: { on: 'Its owner died', from: ['SENDING'], to: ['UNKNOWN'] },
  GIVEN_BACK: { on: 'Its owner died or stopped before anything left', from: ['CLAIMED'], to: ['PENDING'] },
  FOUND: { on: 'A look found it', from: ['UNKNOWN'], to: ['DONE'] },
  NOT_FOUND_YET: { on: 'A look found nothing, and may be early', from: ['UNKNOWN'], to: ['UNKNOWN'] },
  ANSWERED_LATE: {
    on: 'The answer that its last owner waited for came after all',
    from: ['UNKNOWN', 'CLAIMED'],
    to: ['DONE', 'PENDING', 'REJECTED'],
  },
  SURELY_ABSENT: { on: 'A look found nothing after the quarantine', from: ['UNKNOWN'], to: ['PENDING'] },
  UNSETTLED: { on: 'No look can settle it', from: ['UNKNOWN'], to: ['REJECTED'] },
  RESOLVED: { on: 'A person decided', from: ['HELD'], to: ['DONE', 'PENDING', 'CANCELLED'] },
  WISHED_AGAIN: { on: 'A person asked again', from: ['REJECTED', 'CANCELLED', 'HELD'], to: ['PENDING'] },
  WISHED_AGAIN_UNANSWERED: {
    on: 'A person asked again for what was never answered',
    from: ['CANCELLED'],
    to: ['UNKNOWN'],
  },
  CANCEL: { on: 'It is no longer wanted', from: ['PENDING', 'RETRY'], to: ['CANCELLED'] },
  DISCONNECTED: {
    on: 'The integration was disconnected',
    from: ['PENDING', 'RETRY', 'CLAIMED', 'SENDING', 'UNKNOWN'],
    to: ['CANCELLED'],
  },
  GONE: { on: 'The candidate is gone from the ATS', from: ['DONE'], to: ['REJECTED'] },
} as const satisfies Record<string, IntentTransition>;
export type IntentEvent = keyof typeof intentTransitions;

/** The states from which an intent may come to this one. */
export function intentsThatMayBecome(to: IntentState): readonly IntentState[] {
  const rows: readonly IntentTransition[] = Object.values(intentTransitions);
  const from = new Set(rows.filter((row) => row.to.includes(to)).flatMap((row) => row.from));
  return namesOf(intentStates).filter((state) => from.has(state));
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table) as Name[];
}

/** Both machines as Mermaid, for the docs. */
export function diagramOf(machine: 'SYNC' | 'INTENT'): string {
  const rows =
    machine === 'SYNC'
      ? syncTransitions.map(({ cause: on, ...row }) => ({ ...row, on }))
      : Object.values(intentTransitions);
  const arrows = rows.flatMap(({ on, from, to }) =>
    from.flatMap((one) => to.map((other) => `  ${one === 'NONE' ? '[*]' : one} --> ${other}: ${on}`)),
  );
  const names: readonly string[] = machine === 'SYNC' ? syncStates : namesOf(intentStates);
  return ['stateDiagram-v2', ...names.map((name) => `  ${name}`), ...arrows].join('\n');
}
