import type { Answer, Outcome } from '../../src/connector/outcome.ts';
import type { CandidateRef } from '../../src/connector/records.ts';
import { atsError } from '../../src/errors/ats-error.ts';
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/**
 * An ATS that does what it is asked at most once, some time after it was asked, and shows it some time
 * later; whose answers are lost, late or wrong. It keeps every candidate that it ever made.
 */
export type SimulatedAts = {
  search(email: string, answer: (answer: Answer<readonly CandidateRef[]>) => void): void;
  create(wish: { email: string; at: number }, answer: (outcome: Outcome<CandidateRef>) => void): void;
  apply(wish: { candidateId: string; jobId: string }, answer: (outcome: Outcome<{ id: string }>) => void): void;
  readonly candidates: readonly { readonly id: string; readonly email: string }[];
  readonly applications: readonly { readonly candidateId: string; readonly jobId: string }[];
  /** From now on every answer arrives. */
  recover(): void;
};

/** The bounds within which it works, in milliseconds: what the guarantee assumes. */
export type Bounds = { readonly timeoutMs: number; readonly commitMs: number; readonly lagMs: number };

type Fate = 'ANSWERED' | 'NEVER_ARRIVED' | 'TURNED_AWAY' | 'ANSWER_LOST' | 'FAILED_BEFORE' | 'FAILED_AFTER';
const fates: readonly Fate[] = ['NEVER_ARRIVED', 'TURNED_AWAY', 'ANSWER_LOST', 'FAILED_BEFORE', 'FAILED_AFTER'];
const troubled = 0.4;

const tooMany = (retryAfterMs: number) => ({ ...atsError('RATE_LIMITED', 'Too many requests.'), retryAfterMs });
const unknown = atsError('OUTCOME_UNKNOWN', 'Nothing came back.');

export function simulatedAts(clock: Clock, random: Random, { timeoutMs, commitMs, lagMs }: Bounds): SimulatedAts {
  const candidates: (CandidateRef & { email: string; visibleAt: number; id: string })[] = [];
  const applications: { id: string; candidateId: string; jobId: string }[] = [];
  let trouble = troubled;

  function write<T>(doIt: () => T, answer: (outcome: Outcome<T>) => void): void {
    const fate = random.happens(trouble) ? (fates[random.below(fates.length)] ?? 'ANSWERED') : 'ANSWERED';
    const takesMs = random.below(50) + random.below(commitMs);
    const say = (afterMs: number, outcome: Outcome<T>) =>
      clock.after(Math.min(afterMs, timeoutMs), () => answer(outcome));
    switch (fate) {
      case 'NEVER_ARRIVED':
        say(random.below(50), {
          kind: 'NOT_DONE',
          error: atsError('REMOTE_UNAVAILABLE', 'The connection was refused.'),
        });
        return;
      case 'TURNED_AWAY':
        say(random.below(50), { kind: 'NOT_DONE', error: tooMany(random.below(2_000)) });
        return;
      case 'FAILED_BEFORE':
        say(random.below(timeoutMs), { kind: 'UNKNOWN', error: unknown });
        return;
      case 'ANSWERED':
      case 'ANSWER_LOST':
      case 'FAILED_AFTER':
        clock.after(takesMs, () => {
          const value = doIt();
          if (fate === 'ANSWERED' && takesMs < timeoutMs) answer({ kind: 'APPLIED', value });
        });
        if (fate !== 'ANSWERED' || takesMs >= timeoutMs) {
          say(fate === 'FAILED_AFTER' ? takesMs + 1 : timeoutMs, { kind: 'UNKNOWN', error: unknown });
        }
    }
  }

  return {
    candidates,
    applications,
    recover() {
      trouble = 0;
    },
    search(email, answer) {
      clock.after(random.below(100), () => {
        if (random.happens(trouble / 2)) {
          return answer({ ok: false, error: atsError('REMOTE_UNAVAILABLE', 'The search failed.') });
        }
        answer({ ok: true, value: candidates.filter((one) => one.email === email && one.visibleAt <= clock.now()) });
      });
    },
    create({ email, at }, answer) {
      write(() => {
        const id = `candidate ${candidates.length + 1}`;
        const made = { id, remoteId: id, url: null, email, createdAt: new Date(at) };
        candidates.push({ ...made, visibleAt: clock.now() + random.below(lagMs) });
        return made;
      }, answer);
    },
    apply({ candidateId, jobId }, answer) {
      const there = applications.find((one) => one.candidateId === candidateId && one.jobId === jobId);
      if (there) return clock.after(random.below(100), () => answer({ kind: 'ALREADY', value: there }));
      write(() => {
        const made = { id: `application ${applications.length + 1}`, candidateId, jobId };
        applications.push(made);
        return made;
      }, answer);
    },
  };
}
