import type { CandidateRef } from '../../src/connector/records.ts';
import type { IntentInHand, LateAnswer, Moved } from '../../src/push/protocol.ts';
import type { IntentState } from '../../src/sync/intent.ts';
import { intentsThatMayBecome } from '../../src/sync/transitions.ts';
import type { Clock } from './clock.ts';

/** An intent as the database keeps it. */
export type StoredIntent = {
  readonly id: string;
  readonly kind: 'CANDIDATE' | 'APPLICATION';
  readonly contact: string;
  state: IntentState;
  epoch: number;
  attempts: number;
  failures: number;
  since: number | null;
  sentAt: number | null;
  retryAt: number;
  lateAnswer: LateAnswer<never> | null;
};

/** The statements of the engine, each of them whole, on the database's own clock. */
export type Store = {
  readonly intents: readonly StoredIntent[];
  readonly links: ReadonlyMap<string, string>;
  takeLease(): number | null;
  renewLease(epoch: number): 'RENEWED' | 'LOST';
  releaseLease(epoch: number): void;
  takeOver(epoch: number): void;
  claim(epoch: number): readonly StoredIntent[];
  beginSend(epoch: number, intent: StoredIntent): number | null;
  record(epoch: number, intent: StoredIntent, recorded: Recorded): void;
  giveBack(epoch: number): void;
};

/** A move, what becomes true with it, and what is kept of an answer should the intent be somebody else's by now. */
type Recorded = {
  readonly move: Moved;
  readonly link?: CandidateRef | undefined;
  readonly evidence?: LateAnswer<unknown> | null;
};

/** What a database that was written less carefully would do. */
export type Carelessness = 'NONE' | 'NO_EPOCH' | 'NO_WRITE_AHEAD' | 'TAKES_OVER_BLINDLY';

const open: readonly IntentState[] = ['PENDING', 'RETRY', 'UNKNOWN'];
const owned: readonly IntentState[] = ['CLAIMED', 'SENDING', 'UNKNOWN'];
/** Where a late answer still says something. */
const awaited = [...new Set([...open, ...owned])];

export function openStore(
  clock: Clock,
  contacts: readonly string[],
  { leaseMs, careless }: { leaseMs: number; careless: Carelessness },
): Store {
  const intents = contacts.flatMap((contact) => [begun(contact, 'CANDIDATE'), begun(contact, 'APPLICATION')]);
  const links = new Map<string, string>();
  const lease = { epoch: 0, expiresAt: 0 };
  const isMine = (epoch: number) => lease.epoch === epoch && lease.expiresAt > clock.now();
  return {
    intents,
    links,
    takeLease() {
      if (lease.expiresAt > clock.now()) return null;
      lease.epoch += 1;
      lease.expiresAt = clock.now() + leaseMs;
      return lease.epoch;
    },
    renewLease(epoch) {
      if (!isMine(epoch)) return 'LOST';
      lease.expiresAt = clock.now() + leaseMs;
      return 'RENEWED';
    },
    releaseLease(epoch) {
      if (lease.epoch === epoch) lease.expiresAt = 0;
    },
    takeOver(epoch) {
      for (const intent of intents.filter((one) => one.epoch < epoch)) {
        const isSending = intent.state === 'SENDING' && careless !== 'TAKES_OVER_BLINDLY';
        if (isSending) Object.assign(intent, { state: 'UNKNOWN', since: clock.now(), retryAt: 0, epoch });
        else if (intent.state === 'CLAIMED' || intent.state === 'SENDING')
          Object.assign(intent, { state: 'PENDING', retryAt: 0, epoch });
      }
    },
    claim(epoch) {
      if (!isMine(epoch)) return [];
      const due = intents.filter((one) => open.includes(one.state) && one.retryAt <= clock.now() && !waits(one));
      const mine = due.filter(({ contact }) => contact === due[0]?.contact);
      for (const one of mine) {
        one.epoch = epoch;
        if (one.state !== 'UNKNOWN') one.state = 'CLAIMED';
      }
      return mine;
    },
    beginSend(epoch, intent) {
      if (intent.state !== 'CLAIMED' || intent.epoch !== epoch || !isMine(epoch) || intent.lateAnswer) return null;
      if (careless === 'NO_WRITE_AHEAD') return clock.now();
      Object.assign(intent, {
        state: 'SENDING',
        attempts: intent.attempts + 1,
        since: clock.now(),
        sentAt: clock.now(),
      });
      return clock.now();
    },
    record(epoch, intent, { move, link, evidence }) {
      const isMine = intent.epoch === epoch && mayBecome(intent, move);
      if (isMine || careless === 'NO_EPOCH') {
        Object.assign(intent, moved(intent, move, clock.now()));
        if (link) links.set(intent.contact, link.remoteId);
      } else if (evidence && awaited.includes(intent.state)) {
        intent.lateAnswer = evidence as LateAnswer<never>;
      }
    },
    giveBack(epoch) {
      for (const one of intents) if (one.state === 'CLAIMED' && one.epoch === epoch) one.state = 'PENDING';
    },
  };

  /** An application goes after its candidate. */
  function waits({ kind, contact }: StoredIntent): boolean {
    return kind === 'APPLICATION' && !links.has(contact);
  }
}

function mayBecome({ state }: StoredIntent, { to }: Moved): boolean {
  return owned.includes(state) && intentsThatMayBecome(to).includes(state);
}

function moved({ since, failures, lateAnswer }: StoredIntent, move: Moved, now: number): Partial<StoredIntent> {
  const isUnknown = move.to === 'UNKNOWN';
  return {
    state: move.to,
    since: isUnknown ? (since ?? now) : null,
    retryAt: now + (move.retryInMs ?? 0),
    failures: move.failures ?? failures,
    lateAnswer: isUnknown ? lateAnswer : null,
  };
}

function begun(contact: string, kind: StoredIntent['kind']): StoredIntent {
  const fresh = { attempts: 0, failures: 0, since: null, sentAt: null, retryAt: 0, lateAnswer: null };
  return { id: `${kind} of ${contact}`, kind, contact, state: 'PENDING', epoch: 0, ...fresh };
}

/** As its owner sees it. */
export function inHand(intent: StoredIntent, now: number): IntentInHand<never> {
  return {
    state: intent.state === 'UNKNOWN' ? 'UNKNOWN' : 'CLAIMED',
    attempts: intent.attempts,
    failures: intent.failures,
    unknownForMs: intent.state === 'UNKNOWN' && intent.since !== null ? now - intent.since : 0,
    sentAt: intent.sentAt === null ? null : new Date(intent.sentAt),
    lateAnswer: intent.lateAnswer,
  };
}
