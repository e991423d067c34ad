import type { Transaction } from '../../database/client.ts';

/** Up to so many contacts, rows are looked up one by one. */
const loopsAtMost = 1_000;

/** The planner takes what a statement makes on its way for few rows: it would loop in loops where a run is large. */
export async function planForMany(tx: Transaction, contacts: number): Promise<void> {
  if (contacts > loopsAtMost) await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
}
