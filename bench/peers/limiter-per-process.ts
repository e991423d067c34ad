import type { Limiter } from '../../packages/core/test/pacing.ts';

const minute = 60_000;

/** What client libraries bring: so many a minute, evenly, counted by the process alone; told to wait, it waits. */
export function limiterPerProcess(perMinute: number): Limiter {
  const interval = minute / perMinute;
  let nextAt = 0;
  return {
    ask(now) {
      if (now < nextAt) return nextAt - now;
      nextAt = Math.max(nextAt, now - interval) + interval;
      return 0;
    },
    sent: () => undefined,
    heard({ isAdmitted, allowance }, now) {
      if (!isAdmitted) nextAt = Math.max(nextAt, now + allowance.resetInMs);
    },
  };
}
