import type { Database } from '../database/client.ts';

/** Long enough for a night without a network; who was away longer reads everything anew. */
const keptMs = 24 * 60 * 60 * 1_000;
const pruneEveryMs = 60 * 60 * 1_000;

/** Drops the changes that are older than this. Across accounts. */
export async function pruneFeed(database: Database, { keptMs }: { keptMs: number }): Promise<void> {
  await database.$executeRaw`DELETE FROM feed WHERE at < now() - ${keptMs}::float8 * interval '1 millisecond'`;
}

/** Prunes now and then. Several processes may: what one has dropped, the other does not find. */
export function startPruning(database: Database, onError: (error: unknown) => void): { stop(): void } {
  const prune = () => pruneFeed(database, { keptMs }).catch(onError);
  const timer = setInterval(prune, pruneEveryMs);
  return { stop: () => clearInterval(timer) };
}
