/**
 * A subscriber reads the feed from its cursor at its own pace: nothing is missed, nothing comes twice
 * after its cursor, and a slow one holds no memory, because what it has not read is still in the feed.
 */
import type { Database } from '../database/client.ts';
import type { FeedRow } from './feed.ts';
import type { Feeds, Seat } from './feeds.ts';

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

/** One message to a subscriber. */
export type Frame =
  /** The first one of who begins at the end: where that is. */
  | { readonly kind: 'HERE'; readonly cursor: bigint }
  /** A sync, a run or an integration has changed. */
  | { readonly kind: 'CHANGED'; readonly cursor: bigint; readonly subjectId: string }
  /** The last one: the feed is not kept back to the cursor, so that something may be missed. */
  | { readonly kind: 'TOO_OLD' };

export function followFeed(
  { database, feeds }: { database: Database; feeds: Feeds },
  { accountId, interest, after }: Follow,
): AsyncIterableIterator<Frame> {
  const seat = feeds.join(database, accountId);
  const frames = readFrames(seat, interest, after);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => frames.next(),
    // A generator that waits does not hear `return`: leaving the seat ends the wait.
    async return() {
      seat.leave();
      return frames.return();
    },
  };
}

async function* readFrames(seat: Seat, interest: Interest, after: bigint | null): AsyncGenerator<Frame, void, void> {
  try {
    await seat.feed.catchUp();
    let cursor = after ?? seat.feed.end();
    if (after === null) yield { kind: 'HERE', cursor };
    for (;;) {
      const rows = await seat.feed.after(cursor);
      if (rows === null) return yield { kind: 'TOO_OLD' };
      yield* framesOf(rows, interest);
      cursor = rows.at(-1)?.seq ?? cursor;
      if (rows.length === 0 && !(await seat.grown())) return;
    }
  } finally {
    seat.leave();
  }
}

/** A burst over one thing is its last change: the frame is read anew anyway. */
function framesOf(rows: readonly FeedRow[], interest: Interest): readonly Frame[] {
  const ours = rows.filter((row) => concerns(row, interest));
  const last = new Map(ours.map(({ subjectId, seq }) => [subjectId, seq]));
  return ours
    .filter(({ subjectId, seq }) => last.get(subjectId) === seq)
    .map(({ subjectId, seq }) => ({ kind: 'CHANGED', cursor: seq, subjectId }));
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
