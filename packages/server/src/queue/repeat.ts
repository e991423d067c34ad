/** Work that is done again and again, one round at a time. */
export type Repeated = {
  /** Begins the next round at once. */
  now(): void;
  /** Ends it, after the round in hand. */
  stop(): Promise<void>;
};

/** Does the work every so often, in milliseconds; a round that fails is reported, and the next one comes all the same. */
export function repeat({
  everyMs,
  work,
  onError,
}: {
  everyMs: number;
  work: () => Promise<void>;
  onError: (error: unknown) => void;
}): Repeated {
  let round: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const begin = () => {
    again = round !== null;
    if (again || stopped) return;
    round = work()
      .catch(onError)
      .finally(() => {
        round = null;
        if (again) begin();
      });
  };
  const timer = setInterval(() => round ?? begin(), everyMs);
  return {
    now: begin,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await round;
    },
  };
}
