/**
 * A subscriber reads the feed itself, from its cursor: nothing is missed, nothing comes twice after its
 * cursor, and a slow reader holds no memory, because what it has not read is still in the feed. The
 * relay only says "there may be more".
 */
import type { Database } from '../database/client.ts';
import { type FeedRow, feedEnd, readFeed } from './feed.ts';
import type { Relay, Watch } from './relay.ts';

/** What a subscriber wants to hear of. */
type Interest =
  | { readonly topic: 'SYNC'; readonly integrationId: string; readonly sequenceId: string | null }
  | { readonly topic: 'RUN'; readonly runId: string }
  | { readonly topic: 'INTEGRATION'; readonly integrationId: string };

export type Follow = {
  readonly accountId: string;
  readonly interest: Interest;
  /** The last place seen; null to begin at the end. */
  readonly after: bigint | null;
};

/** A place in the feed, and what changed there: a sync, a run or an integration. Null says only where the feed is. */
export type Frame = { readonly cursor: bigint; readonly subjectId: string | null };

export function followFeed(
  { database, relay }: { database: Database; relay: Relay },
  follow: Follow,
): AsyncIterableIterator<Frame> {
  const watch = relay.watch(follow.accountId);
  const frames = readFrames(database, watch, follow);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => frames.next(),
    // A generator that waits does not hear `return`: ending the watch ends the wait.
    async return() {
      watch.end();
      return frames.return();
    },
  };
}

async function* readFrames(database: Database, watch: Watch, follow: Follow): AsyncGenerator<Frame, void, void> {
  const { accountId, interest, after } = follow;
  let cursor = after ?? (await feedEnd(database, accountId));
  if (after === null) yield { cursor, subjectId: null };
  for (;;) {
    const rows = await readFeed(database, accountId, cursor);
    const ours = rows.filter((row) => concerns(row, interest));
    // A burst over one thing is its last change: the frame is read anew anyway.
    const last = new Map(ours.map(({ subjectId, seq }) => [subjectId, seq]));
    for (const { subjectId, seq } of ours) if (last.get(subjectId) === seq) yield { cursor: seq, subjectId };
    cursor = rows.at(-1)?.seq ?? cursor;
    if (rows.length === 0 && !(await watch.next())) return;
  }
}

function concerns(row: FeedRow, interest: Interest): boolean {
  if (row.topic !== interest.topic) return false;
  switch (interest.topic) {
    case 'SYNC':
      return (
        row.integrationId === interest.integrationId &&
        (interest.sequenceId === null || row.sequenceId === interest.sequenceId)
      );
    case 'RUN':
      return row.subjectId === interest.runId;
    case 'INTEGRATION':
      return row.subjectId === interest.integrationId;
  }
}
