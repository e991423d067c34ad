import { Prisma } from '../generated/prisma/client.ts';
import type { Transaction } from './client.ts';

const locks = { SHARED: Prisma.sql`FOR SHARE`, ALONE: Prisma.sql`FOR UPDATE` };

/**
 * Locks an account until the transaction ends, alone or beside others who share it. Answers with PostgreSQL's time,
 * read once the lock is ours: whoever waited for it would else be in the past.
 */
export async function holdAccount(tx: Transaction, accountId: string, lock: keyof typeof locks): Promise<Date> {
  const [{ now }] = await tx.$queryRaw<[{ now: Date }]>`
    WITH held AS MATERIALIZED (SELECT id FROM account WHERE id = ${accountId}::uuid ${locks[lock]})
    SELECT clock_timestamp() AS now FROM (SELECT count(*) FROM held) AS held`;
  return now;
}
