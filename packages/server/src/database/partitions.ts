import type { Database } from './client.ts';

/** For how many days rows are kept at least: they leave with the whole partition that holds them. */
export type Kept = { readonly feedDays: number; readonly historyDays: number };

const lookEveryMs = 60_000;

/**
 * Makes the partitions that come next and drops those that are too old. Rejects when it would have to wait for
 * a lock: others would wait behind it. There is time, because two periods are always there ahead.
 */
export async function keepPartitions(database: Database, { feedDays, historyDays }: Kept): Promise<void> {
  await database.$executeRaw`SELECT keep_partitions('feed', 'day', make_interval(days => ${feedDays}::int))`;
  await database.$executeRaw`SELECT keep_partitions('sync_history', 'month', make_interval(days => ${historyDays}::int))`;
}

/** Now, and again and again. In every process that writes: none depends on another one for a place to write to. */
export async function startKeepingPartitions(
  database: Database,
  kept: Kept,
  onError: (error: unknown) => void,
): Promise<Disposable> {
  const keep = () => keepPartitions(database, kept).catch(onError);
  await keep();
  const timer = setInterval(keep, lookEveryMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** The tables that will have no place for rows a day from now, and until when they have one. */
export async function endingPartitions(
  database: Database,
): Promise<readonly { readonly name: string; readonly end: Date | null }[]> {
  return database.$queryRaw`
    SELECT parent AS name, max(partition_end(inhrelid)) AS "end"
    FROM unnest(ARRAY['feed', 'sync_history']) AS parent LEFT JOIN pg_inherits ON inhparent = parent::regclass
    GROUP BY parent HAVING coalesce(max(partition_end(inhrelid)), '-infinity') < now() + interval '1 day'
    ORDER BY parent`;
}
