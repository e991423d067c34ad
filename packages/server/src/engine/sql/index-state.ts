import type { Database, Transaction } from '../../database/client.ts';
import type { Place } from '../turn.ts';

/** How far the feed of candidates has been read. */
export type IndexRow = {
  readonly state: 'FILLING' | 'COMPLETE';
  readonly generation: number;
  readonly cursor: string | null;
  readonly keyId: string;
  /** PostgreSQL's time at this reading. */
  readonly now: Date;
};

export async function readIndex(db: Database, { accountId, integrationId }: Place): Promise<IndexRow | null> {
  const [row] = await db.$queryRaw<IndexRow[]>`
    SELECT state::text AS state, generation, cursor, key_id AS "keyId", now() AS now FROM candidate_index
    WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid`;
  return row ?? null;
}

/** An index of which nothing has been read yet, unless there is one. */
export async function beginIndex(db: Transaction, { accountId, integrationId }: Place, keyId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO candidate_index (account_id, integration_id, key_id)
    VALUES (${accountId}::uuid, ${integrationId}::uuid, ${keyId}) ON CONFLICT DO NOTHING`;
}

/**
 * Everything is read again, under a new generation: what is there stays, and what has not been seen
 * again by the end is no more. Only for who has seen it as it is.
 */
export async function beginGeneration(
  db: Transaction,
  { accountId, integrationId }: Place,
  { generation, keyId }: { generation: number; keyId: string },
): Promise<void> {
  await db.$executeRaw`
    UPDATE candidate_index SET state = 'FILLING', generation = generation + 1, cursor = NULL, key_id = ${keyId}
    WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid AND generation = ${generation}`;
}

/** With all that it knows: on disconnecting, and nobody's addresses stay. */
export async function forgetIndex(db: Transaction, { accountId, integrationId }: Place): Promise<void> {
  await db.candidateIndex.deleteMany({ where: { accountId, integrationId } });
}
