/**
 * The feed is an account's changes in order. A place is given out under the row lock of the account's
 * counter, which is held until commit: so the order of places is the order of commits, a reader that
 * has seen place n has seen all before it, and a cursor is a number. Append last in a transaction, so
 * that the lock is held briefly.
 */
import type { Database, Transaction } from '../database/client.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** Something of an account that changed: ids only, who follows reads the rest. */
export type Change =
  | { readonly topic: 'SYNC'; readonly integrationId: string; readonly sequenceId: string; readonly syncId: string }
  | { readonly topic: 'RUN'; readonly integrationId: string; readonly runId: string }
  | { readonly topic: 'INTEGRATION'; readonly integrationId: string };

export type FeedRow = {
  readonly seq: bigint;
  readonly topic: Change['topic'];
  readonly integrationId: string;
  readonly sequenceId: string | null;
  readonly subjectId: string;
};

/** A sync as its change: takes any row that has the ids. */
export function syncChange({ integrationId, sequenceId, syncId }: Omit<SyncChange, 'topic'>): SyncChange {
  return { topic: 'SYNC', integrationId, sequenceId, syncId };
}

type SyncChange = Extract<Change, { topic: 'SYNC' }>;

/** Rows a read gives at most; who follows the feed asks again. */
const readLimit = 500;

export async function appendFeed(tx: Transaction, accountId: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    WITH place AS (
      INSERT INTO feed_counter AS c (account_id, last_seq) VALUES (${accountId}::uuid, ${changes.length})
      ON CONFLICT (account_id) DO UPDATE SET last_seq = c.last_seq + EXCLUDED.last_seq
      RETURNING last_seq - ${changes.length} AS before
    )
    INSERT INTO feed (account_id, seq, topic, integration_id, sequence_id, subject_id)
    SELECT ${accountId}::uuid, place.before + change.ordinality, change.topic::feed_topic,
      change."integrationId", change."sequenceId", change."subjectId"
    FROM place, ROWS FROM (
      jsonb_to_recordset(${JSON.stringify(changes.map(columns))}::jsonb)
        AS (topic text, "integrationId" uuid, "sequenceId" uuid, "subjectId" uuid)
    ) WITH ORDINALITY AS change`;
}

function columns(change: Change): Omit<FeedRow, 'seq'> {
  const { topic, integrationId } = change;
  switch (change.topic) {
    case 'SYNC':
      return { topic, integrationId, sequenceId: change.sequenceId, subjectId: change.syncId };
    case 'RUN':
      return { topic, integrationId, sequenceId: null, subjectId: change.runId };
    case 'INTEGRATION':
      return { topic, integrationId, sequenceId: null, subjectId: integrationId };
  }
}

/**
 * Appends syncs as parts of a larger statement, however many there are. `syncs` is a relation of integration_id,
 * sequence_id and sync_id; `after` counts what the statement writes before, so that the counter's lock comes last.
 */
export function feedParts(accountId: string, { syncs, after }: { syncs: Prisma.Sql; after: Prisma.Sql }): Prisma.Sql {
  return Prisma.sql`feed_size AS (
      SELECT count(*) AS size FROM (${syncs}) AS changed
    ), feed_place AS (
      INSERT INTO feed_counter AS c (account_id, last_seq)
      SELECT ${accountId}::uuid, size FROM feed_size WHERE size > 0 AND ${after} >= 0
      ON CONFLICT (account_id) DO UPDATE SET last_seq = c.last_seq + EXCLUDED.last_seq
      RETURNING last_seq - (SELECT size FROM feed_size) AS before
    ), fed AS (
      INSERT INTO feed (account_id, seq, topic, integration_id, sequence_id, subject_id)
      SELECT ${accountId}::uuid, before + row_number() OVER (), 'SYNC', integration_id, sequence_id, sync_id
      FROM feed_place, (${syncs}) AS changed
    )`;
}

/** The last place given out: where a new subscriber begins. */
export async function feedEnd(db: Database | Transaction, accountId: string): Promise<bigint> {
  const counter = await db.feedCounter.findUnique({ where: { accountId } });
  return counter?.lastSeq ?? 0n;
}

export async function readFeed(db: Database, accountId: string, after: bigint): Promise<FeedRow[]> {
  return db.feed.findMany({
    where: { accountId, seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: readLimit,
    select: { seq: true, topic: true, integrationId: true, sequenceId: true, subjectId: true },
  });
}
