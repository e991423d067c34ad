import type { Database, Transaction } from '../../database/client.ts';

/** Before a statement that many rows would slow down if it were planned for few: has the planner look at what has grown. */
export async function learnSizes(db: Database | Transaction): Promise<void> {
  await db.$executeRaw`SELECT learn_sizes()`;
}
