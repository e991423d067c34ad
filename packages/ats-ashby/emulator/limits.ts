const windowMs = 60_000;

type RateHeaders = Readonly<Record<`x-ratelimit-${'limit' | 'remaining' | 'reset'}`, string>>;
type Admission = { readonly admitted: boolean; readonly headers: RateHeaders };

/** Ashby's limit as seen on the wire: a fixed window a key, shared by all operations, opened by its first request. */
export type RateLimit = { admit(key: string, now: Date): Admission };

export function fixedWindow(limit: number): RateLimit {
  const windows = new Map<string, { readonly endsAt: number; readonly used: number }>();
  return {
    admit: (key, now) => {
      const last = windows.get(key);
      const open =
        last !== undefined && now.getTime() < last.endsAt ? last : { endsAt: now.getTime() + windowMs, used: 0 };
      const admitted = open.used < limit;
      const used = admitted ? open.used + 1 : open.used;
      windows.set(key, { endsAt: open.endsAt, used });
      return {
        admitted,
        headers: {
          'x-ratelimit-limit': String(limit),
          'x-ratelimit-remaining': String(limit - used),
          'x-ratelimit-reset': String(Math.ceil(open.endsAt / 1000)),
        },
      };
    },
  };
}
