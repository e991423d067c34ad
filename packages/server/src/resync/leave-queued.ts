import type { Transaction } from '../database/client.ts';
import { learnSizes } from '../engine/sql/learn-sizes.ts';
import { giveUp } from './sql/give-up.ts';
import type { SettledItems } from './sql/settle-items.ts';

type Cancelled = { readonly accountId: string; readonly integrationId: string; readonly runId: string };

/** Leaves a batch of what a cancelled run has queued. After the last one, what other runs have queued is claimed again. */
export async function leaveQueued(tx: Transaction, run: Cancelled): Promise<SettledItems> {
  const { accountId, runId } = run;
  await learnSizes(tx);
  const given = await giveUp(tx, run);
  if (given.left === 'NOTHING') {
    await tx.$executeRaw`
      UPDATE resync_run SET left_at = now()
      WHERE account_id = ${accountId}::uuid AND id = ${runId}::uuid AND left_at IS NULL`;
  }
  return given;
}
