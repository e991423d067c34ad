/**
 * A subscriber reads the feed itself, from its cursor: nothing is missed, nothing comes twice after its
 * cursor, and a slow reader holds no memory, because what it has not read is still in the feed. The
 * relay only says "there may be more".
 */
import type { Database } from '../database/client.ts';
import { feedEnd, readFeed } from './feed.ts';
import type { Relay, Watch } from './relay.ts';

export type Follow = {
  readonly accountId: string;
  readonly integrationId: string;
  readonly sequenceId: string | null;
  /** The last place seen; null to begin at the end. */
  readonly after: bigint | null;
};

/** A place in the feed, and the sync that changed there. */
export type Frame = { readonly cursor: bigint; readonly syncId: string | null };

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
  const { accountId, integrationId, sequenceId, after } = follow;
  let cursor = after ?? (await feedEnd(database, accountId));
  if (after === null) yield { cursor, syncId: null };
  for (;;) {
    const rows = await readFeed(database, accountId, cursor);
    const ours = rows.filter(
      (row) => row.integrationId === integrationId && (!sequenceId || row.sequenceId === sequenceId),
    );
    // A burst over one sync is its last change: the frame is read anew anyway.
    const last = new Map(ours.map(({ syncId, seq }) => [syncId, seq]));
    for (const { syncId, seq } of ours) if (last.get(syncId) === seq) yield { cursor: seq, syncId };
    cursor = rows.at(-1)?.seq ?? cursor;
    if (rows.length === 0 && !(await watch.next())) return;
  }
}
