import { type AtsError, atsError } from '@handoff/core';
import type { Lease } from './lease.ts';
import type { Pushed } from './push-context.ts';
import type { RetryTimes } from './retry.ts';

/** How far one turn goes. */
export type Stretch = {
  /** Whether the next contact may begin: there is time, the lease is ours, nothing says stop. */
  goesOn(): boolean;
  /** Whether only the time ran out, so that there may be more. */
  isOver(): boolean;
  /** Whether the ATS has answered since the last wait. Until then one contact at a time asks how it is. */
  isProven(): boolean;
  /** Counts what came of a contact; answers with the error for which the whole integration must wait. */
  count(pushed: Pushed): AtsError | null;
  /** Ends the turn; `MORE` where the next one should follow at once. */
  end(then?: 'MORE'): void;
};

/** Sends without an answer, one after another, that make an outage. */
const unansweredIsOutage = 5;

export function stretchOf({
  lease,
  times,
  stopping,
}: {
  lease: Lease;
  times: RetryTimes;
  stopping: AbortSignal;
}): Stretch {
  const endsAt = performance.now() + times.turnMs;
  let ended: 'NO' | 'STOP' | 'MORE' = 'NO';
  let unanswered = 0;
  const isProven = () => lease.before === 'WENT_WELL';
  const hasTime = () => performance.now() < endsAt;
  return {
    goesOn: () => ended === 'NO' && hasTime() && !stopping.aborted && lease.isOurs(),
    isOver: () => (ended === 'MORE' || (ended === 'NO' && !hasTime())) && !stopping.aborted,
    isProven,
    count(pushed) {
      if (pushed.kind === 'DONE') unanswered = 0;
      if (pushed.kind === 'UNANSWERED') unanswered += 1;
      const isOutage = unanswered >= (isProven() ? unansweredIsOutage : 1);
      if (ended !== 'NO' || (pushed.kind !== 'WAIT' && !isOutage)) return null;
      ended = 'STOP';
      return pushed.kind === 'WAIT' ? pushed.error : atsError('REMOTE_UNAVAILABLE', 'The ATS does not answer.');
    },
    end(then) {
      if (ended === 'NO') ended = then ?? 'STOP';
    },
  };
}
