import type { Answer, Outcome } from '../../src/connector/outcome.ts';
import type { CandidateRef } from '../../src/connector/records.ts';
import { afterFailedLook, afterOutcome, asEvidence } from '../../src/push/answer.ts';
import { nextForApplication } from '../../src/push/application.ts';
import { type Look, nextForCandidate } from '../../src/push/candidate.ts';
import type { PushTimes } from '../../src/push/protocol.ts';
import type { SimulatedAts } from './ats.ts';
import type { Clock } from './clock.ts';
import { inHand, type Store, type StoredIntent } from './store.ts';

/** What an owner waits for. At each wait it may die, or be paused for longer than it knows. */
type Wait = (goOn: (value: unknown) => void) => void;
export type Steps<T> = Generator<Wait, T, unknown>;

export type OwnerParts = {
  readonly clock: Clock;
  readonly store: Store;
  readonly ats: SimulatedAts;
  readonly times: PushTimes;
  readonly leaseMs: number;
  /** The protocol: the product's own, or a broken one. */
  readonly protocol: Protocol;
};

export type Protocol = {
  readonly candidate: typeof nextForCandidate;
  readonly application: typeof nextForApplication;
  readonly outcome: typeof afterOutcome;
  /** Whether an owner sees that it was away for too long to be trusted. */
  readonly distrust: 'ITSELF' | 'NOBODY';
  /** How often its client sends what it is told to send, while nothing comes back. */
  readonly sends: 1 | 2;
  /** By how much its clock is fast, if it asks its own. */
  readonly clockErrorMs: number;
};

export const ourProtocol: Protocol = {
  candidate: nextForCandidate,
  application: nextForApplication,
  outcome: afterOutcome,
  distrust: 'ITSELF',
  sends: 1,
  clockErrorMs: 0,
};

const trustedShare = 0.6;

/** The loop of the engine: lease, take over, claim, push, record, again and again. */
export function* ownerOf(parts: OwnerParts): Steps<void> {
  const { clock, store, leaseMs } = parts;
  while (true) {
    yield* statement(parts);
    const askedAt = clock.now();
    const epoch = store.takeLease();
    if (epoch === null) {
      yield (goOn) => clock.after(leaseMs / 4, () => goOn(null));
      continue;
    }
    const turn = { ...parts, epoch, trusted: { since: askedAt } };
    yield* statement(parts);
    store.takeOver(epoch);
    yield* work(turn);
    yield* statement(parts);
    store.giveBack(epoch);
    store.releaseLease(epoch);
    yield (goOn) => clock.after(leaseMs / 8, () => goOn(null));
  }
}

type Turn = OwnerParts & { readonly epoch: number; readonly trusted: { since: number } };

function* work(turn: Turn): Steps<void> {
  const { store, epoch, clock, trusted } = turn;
  while (isTrusted(turn)) {
    yield* statement(turn);
    const askedAt = clock.now();
    if (store.renewLease(epoch) === 'LOST') return;
    trusted.since = askedAt;
    const claimed = store.claim(epoch);
    if (claimed.length === 0) return;
    for (const intent of claimed) {
      if (intent.kind === 'CANDIDATE') yield* pushCandidate(turn, intent);
      else yield* pushApplication(turn, intent);
    }
  }
}

function isTrusted({ protocol, clock, trusted, leaseMs }: Turn): boolean {
  return protocol.distrust === 'NOBODY' || clock.now() - trusted.since < leaseMs * trustedShare;
}

function* pushCandidate(turn: Turn, intent: StoredIntent): Steps<void> {
  const { store, ats, times, epoch, clock, protocol } = turn;
  const contact = { email: intent.contact, addedAt: new Date(0), jobRemoteId: 'job' };
  const settings = { deduplication: false, onDuplicate: 'HOLD' } as const;
  let look: Look = { kind: 'NOT_YET' };
  while (true) {
    const hand = inHand(intent, clock.now() + protocol.clockErrorMs);
    const step = protocol.candidate({ intent: hand, contact, settings, candidateWithoutJob: 'POSSIBLE', look }, times);
    if (step.kind === 'RECORD') {
      const [link] = step.keep.flatMap((keep) => (keep.kind === 'LINK' ? [keep.candidate] : []));
      yield* statement(turn);
      return store.record(epoch, intent, { move: step.move, link });
    }
    if (step.kind === 'SEND') return yield* create(turn, intent);
    const answer = yield* waitFor<Answer<readonly CandidateRef[]>>((goOn) => ats.search(intent.contact, goOn));
    if (!answer.ok) {
      yield* statement(turn);
      return store.record(epoch, intent, afterFailedLook(hand, answer.error, times));
    }
    look = { kind: 'FOUND', candidates: answer.value, createdByUs: [] };
  }
}

function* create(turn: Turn, intent: StoredIntent): Steps<void> {
  yield* send<CandidateRef>(turn, intent, {
    ask: (at, goOn) => turn.ats.create({ email: intent.contact, at }, goOn),
    keep: (link) => ({ link }),
  });
}

function* pushApplication(turn: Turn, intent: StoredIntent): Steps<void> {
  const { store, times, epoch, clock, protocol } = turn;
  const candidateId = store.links.get(intent.contact);
  const target = candidateId === undefined ? null : { candidateRemoteId: candidateId, jobRemoteId: 'job' };
  const step = protocol.application({ intent: inHand(intent, clock.now() + protocol.clockErrorMs), target }, times);
  if (step.kind === 'SEND') {
    const wish = { candidateId: step.target.candidateRemoteId, jobId: step.target.jobRemoteId };
    yield* send<{ id: string }>(turn, intent, { ask: (_, goOn) => turn.ats.apply(wish, goOn), keep: () => ({}) });
    return;
  }
  yield* statement(turn);
  store.record(epoch, intent, { move: step.kind === 'MADE' ? { to: 'DONE' } : step.move });
}

type Send<T> = {
  ask(at: number, goOn: (outcome: Outcome<T>) => void): void;
  keep(value: T): { readonly link?: CandidateRef };
};

/** Written down first; then, if the lease is still to be trusted, one attempt; then what came of it. */
function* send<T>(turn: Turn, intent: StoredIntent, { ask, keep }: Send<T>): Steps<void> {
  const { store, epoch, times, protocol } = turn;
  yield* statement(turn);
  const at = store.beginSend(epoch, intent);
  if (at === null) return store.record(epoch, intent, { move: { to: 'PENDING' } });
  yield* statement(turn);
  if (!isTrusted(turn)) return;
  let outcome = yield* waitFor<Outcome<T>>((goOn) => ask(at, goOn));
  for (let sent = 1; outcome.kind === 'UNKNOWN' && sent < protocol.sends; sent += 1) {
    outcome = yield* waitFor<Outcome<T>>((goOn) => ask(at, goOn));
  }
  yield* statement(turn);
  const answered = protocol.outcome(intent, outcome, times);
  const evidence = asEvidence(outcome, new Date(at));
  const recorded =
    answered.kind === 'DONE' ? ({ move: { to: 'DONE' }, ...keep(answered.value) } as const) : { move: answered.move };
  store.record(epoch, intent, { ...recorded, evidence });
}

function* waitFor<T>(wait: (goOn: (value: T) => void) => void): Steps<T> {
  return (yield wait as Wait) as T;
}

/** The way to the database and back: a place to die in, or to be paused. */
function* statement({ clock }: { clock: Clock }): Steps<void> {
  yield (goOn) => clock.after(2, () => goOn(null));
}
