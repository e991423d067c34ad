import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** How often each token may ask. Counted in this process: with three API processes a token has three times as many. */
export type Rate = {
  /** Counts one; answers with the seconds to wait when it was one too many, else null. */
  take(tokenId: string): Promise<number | null>;
};

export function rateOf({ perMinute }: { perMinute: number }): Rate {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    take: (tokenId) =>
      limiter.consume(tokenId).then(
        () => null,
        ({ msBeforeNext }: RateLimiterRes) => Math.ceil(msBeforeNext / 1_000),
      ),
  };
}
