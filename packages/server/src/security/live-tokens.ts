import type { Caller } from './authenticate.ts';
import type { Tenancy } from './tenancy.ts';

export type LiveTokens = {
  /** Ends what somebody follows once their token has run out or was revoked; call the answer when it ended by itself. */
  hold(caller: Caller, end: () => void): () => void;
  stop(): void;
};

type Held = { readonly caller: Caller; readonly end: () => void };

/** Looks now and then at the tokens of all who follow something in this process: one statement for all of them. */
export function watchTokens(tenancy: Tenancy, everyMs: number, onError: (error: unknown) => void): LiveTokens {
  const held = new Set<Held>();
  const look = async () => {
    // Who begins to follow while the database answers is looked at the next time: nobody has asked for their token.
    const asked = [...held];
    if (asked.length === 0) return;
    const good = await goodTokens(tenancy, asked);
    for (const { caller, end } of asked) {
      const runOut = caller.expiresAt <= new Date();
      if (runOut || (caller.kind !== 'JWT' && !good.has(caller.tokenId))) end();
    }
  };
  const timer = setInterval(() => look().catch(onError), everyMs);
  return {
    hold(caller, end) {
      const one = { caller, end };
      held.add(one);
      return () => held.delete(one);
    },
    stop: () => clearInterval(timer),
  };
}

async function goodTokens({ acrossAccounts }: Tenancy, held: readonly Held[]): Promise<ReadonlySet<string>> {
  const own = held.filter(({ caller }) => caller.kind !== 'JWT');
  const ids = [...new Set(own.map(({ caller }) => caller.tokenId))];
  const good = await acrossAccounts.apiToken.findMany({
    where: { id: { in: ids }, revokedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true },
  });
  return new Set(good.map(({ id }) => id));
}
