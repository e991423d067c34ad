import type { Database } from '../database/client.ts';
import { openSubscriptions } from '../telemetry/metrics.ts';
import { type AccountFeed, openAccountFeed } from './account-feed.ts';
import type { Relay } from './relay.ts';

/** The feeds that somebody follows in this process: opened for the first follower, closed after the last. */
export type Feeds = { join(database: Database, accountId: string): Seat };

/** One follower's place at a feed. */
export type Seat = {
  readonly feed: Pick<AccountFeed, 'catchUp' | 'end' | 'after'>;
  /** Waits until the feed has grown since the last wait; false once the seat is left. */
  grown(): Promise<boolean>;
  leave(): void;
};

type Open = { readonly feed: AccountFeed; readonly followers: Set<() => void> };

export function feedsOf(relay: Relay): Feeds {
  const open = new Map<string, Open>();
  const openFor = (database: Database, accountId: string): Open => {
    const followers = new Set<() => void>();
    const onGrown = () => {
      for (const follower of followers) follower();
    };
    return { feed: openAccountFeed({ database, relay, accountId }, onGrown), followers };
  };
  return {
    join(database, accountId) {
      const joined = open.get(accountId) ?? openFor(database, accountId);
      open.set(accountId, joined);
      return seatAt(joined, () => {
        joined.feed.close();
        open.delete(accountId);
      });
    },
  };
}

function seatAt({ feed, followers }: Open, onEmpty: () => void): Seat {
  let hinted = false;
  let left = false;
  let resume = () => {};
  const hint = () => {
    hinted = true;
    resume();
  };
  followers.add(hint);
  openSubscriptions.inc();
  return {
    feed,
    async grown() {
      if (!hinted && !left) {
        await new Promise<void>((resolve) => {
          resume = resolve;
        });
      }
      hinted = false;
      return !left;
    },
    leave() {
      if (left) return;
      left = true;
      openSubscriptions.dec();
      resume();
      followers.delete(hint);
      if (followers.size === 0) onEmpty();
    },
  };
}
