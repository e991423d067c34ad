/**
 * One reader an account and process. It keeps the last rows of the feed in a window of bounded size, so
 * that a change is read once however many follow; who has fallen behind the window reads the table.
 * The places of a feed have no gaps: a place is an index into the window, and a gap is what has left. A
 * process that was paused so long that rows have left which it had not read begins its window anew.
 */
import type { Database } from '../database/client.ts';
import { type FeedRow, feedEnd, readFeed } from './feed.ts';
import type { Relay } from './relay.ts';

/** Rows kept: who is busy for a moment still finds its place here. */
const windowRows = 1_000;
const tryAgainMs = 1_000;

export type AccountFeed = {
  /** Reads on to where the feed ends now. */
  catchUp(): Promise<void>;
  /** The last place that was read. */
  end(): bigint;
  /** What follows this place, or the beginning of it; null when the feed is not kept back to it. */
  after(cursor: bigint): Promise<readonly FeedRow[] | null>;
  close(): void;
};

type Opening = { readonly database: Database; readonly relay: Relay; readonly accountId: string };

export function openAccountFeed({ database, relay, accountId }: Opening, onGrown: () => void): AccountFeed {
  /** The rows of the window follow this place; null before the first read. */
  let from: bigint | null = null;
  let rows: readonly FeedRow[] = [];
  let retry: NodeJS.Timeout | undefined;
  const end = () => rows.at(-1)?.seq ?? from ?? 0n;

  const catchUp = oneAtATime(async () => {
    from ??= await feedEnd(database, accountId);
    for (;;) {
      const more = await readFeed(database, accountId, end());
      if (more.length === 0) return;
      rows = [...(more[0]?.seq === end() + 1n ? rows : []), ...more].slice(-windowRows);
      from = rows[0] ? rows[0].seq - 1n : from;
      onGrown();
    }
  });
  const hear = () => {
    clearTimeout(retry);
    catchUp().catch(() => {
      retry = setTimeout(hear, tryAgainMs);
    });
  };
  const unwatch = relay.watch(accountId, hear);

  return {
    catchUp,
    end,
    async after(cursor) {
      if (from === null || cursor > end()) return null;
      if (cursor >= from) return rows.slice(Number(cursor - from));
      const older = await readFeed(database, accountId, cursor);
      return older[0]?.seq === cursor + 1n ? older : null;
    },
    close() {
      unwatch();
      clearTimeout(retry);
    },
  };
}

/** Of calls during a run, one more run follows for all: each caller's run begins after its call. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  return function start(): Promise<void> {
    if (running === null) {
      running = run().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
