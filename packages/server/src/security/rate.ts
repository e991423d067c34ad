import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** How often each asks, by its token, or by its address while it has shown none. Counted in this process: with three API processes each has three times as many. */
export type Rate = {
  /** Counts one; answers with the seconds to wait when it was one too many, else null. */
  take(who: string): Promise<number | null>;
};

export function rateOf({ perMinute }: { perMinute: number }): Rate {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    take: (who) =>
      limiter.consume(who).then(
        () => null,
        ({ msBeforeNext }: RateLimiterRes) => Math.ceil(msBeforeNext / 1_000),
      ),
  };
}
