/**
 * How one thing is made true in an ATS, once, though the ATS may do what it was asked and never say so.
 *
 * This folder decides; the engine of the server loads, sends and writes down. What it decides from is
 * plain data, so that the engine and a simulation with its own clock and store run the same protocol.
 *
 * The steps of an intent in its owner's hands:
 *
 * 1. LOOK. Who in the ATS has the email? An unanswered question is no "nobody" (S6.8).
 * 2. SEND, where nobody has it. That it is being sent is written down before a byte leaves, with the
 *    moment that is given to the ATS: by it we know our own work later. Then one attempt.
 * 3. RECORD what came of it:
 *
 * | what happened                                  | outcome      | the intent becomes                       |
 * | ---------------------------------------------- | ------------ | ---------------------------------------- |
 * | the ATS did it, or it was so already           | done         | DONE, with the link                      |
 * | refused connection, unknown host, 429          | not done     | RETRY; the integration waits             |
 * | 401, 403                                       | rejected     | PENDING; the integration pauses          |
 * | any other refusal                              | rejected     | REJECTED: somebody must act              |
 * | a fault that may be over the next time         | not done     | RETRY, a few times; then REJECTED        |
 * | reset, time-out, 5xx, cut answer, our death    | unknown      | UNKNOWN: looked up before anything else  |
 *
 * An UNKNOWN one is looked up. Finding our own work settles it at once. Finding nothing counts only once
 * the quarantine is over, because the ATS may still be at it, or its search may lag; then, and only then,
 * it may be sent again, and a few times at most. What no look can settle is shown to a person.
 *
 * Whoever loses the lease changes nothing any more. If an answer comes to it all the same, the answer is
 * kept with the intent as evidence: the next step begins with it, and nothing is sent while it is there.
 */
import type { CandidateRef } from '../connector/records.ts';
import type { AtsError } from '../errors/ats-error.ts';
import type { Instant } from '../instant.ts';
import type { IntentState } from '../sync/intent.ts';

/** The waits of the protocol, in milliseconds. */
export type PushTimes = {
  /** From an unknown outcome until a negative look counts: the remote time-out, its commit delay, its search's lag. */
  readonly quarantineMs: number;
  /** From an unknown outcome until the first look. */
  readonly firstLookMs: number;
  /** The first wait after a failure; it doubles with each one. */
  readonly backoffMs: number;
  /** No wait is longer, whatever the ATS asks for. */
  readonly longestMs: number;
};

/** A contact that fails this often in a row, for itself alone, is given up: it holds nobody back. */
export const mostFailures = 6;
/** What was sent this often and never answered is shown to a person. */
export const mostSends = 3;

/** An intent in its owner's hands. */
export type IntentInHand<T = unknown> = {
  readonly state: Extract<IntentState, 'CLAIMED' | 'UNKNOWN'>;
  /** Sends begun so far. */
  readonly attempts: number;
  /** Failures in a row that are its own. */
  readonly failures: number;
  /** For how long its outcome has been unknown; 0 unless it is. */
  readonly unknownForMs: number;
  /** The moment that the last send gave to the ATS. */
  readonly sentAt: Instant | null;
  readonly lateAnswer: LateAnswer<T> | null;
};

/** An answer that came after its asker had lost the lease. */
export type LateAnswer<T> =
  | { readonly kind: 'DONE'; readonly value: T }
  /** Of the send that gave this moment, and no other: it did nothing, and will not. */
  | { readonly kind: 'NOT_DONE'; readonly sentAt: Instant; readonly error: AtsError };

/** Where an intent goes. Times are milliseconds from now. */
export type Moved = {
  readonly to: Exclude<IntentState, 'CLAIMED' | 'SENDING' | 'CANCELLED'>;
  readonly error?: AtsError;
  readonly retryInMs?: number;
  /** The failures in a row that it has now; left out where they stay as they are. */
  readonly failures?: number;
};

/** What is kept beside the move of a candidate's intent. */
export type Keep =
  /** The contact is this candidate: one that we made, or that was there. */
  | { readonly kind: 'LINK'; readonly candidate: CandidateRef; readonly origin: 'CREATED' | 'LINKED' }
  /** Somebody else put this person into the ATS earlier: a person should see it. Several: a person chooses. */
  | { readonly kind: 'MARK'; readonly candidates: readonly CandidateRef[] };

/** What to do next with an intent. */
export type PushStep =
  | { readonly kind: 'LOOK' }
  | { readonly kind: 'SEND' }
  | { readonly kind: 'RECORD'; readonly move: Moved; readonly keep: readonly Keep[] };

/** What became of a step that did not end well, and whether the whole integration must wait for it. */
export type Setback = { readonly move: Moved; readonly waits: AtsError | null };

type Recorded = Extract<PushStep, { kind: 'RECORD' }>;

export function recordAs(to: Moved['to'], more: Omit<Moved, 'to'> = {}, keep: readonly Keep[] = []): Recorded {
  return { kind: 'RECORD', move: { to, ...more }, keep };
}
