import type { Transaction } from '../../database/client.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

/** What another run has queued already is skipped by this one, and kept going by it when the other is cancelled. */
export async function shareItems(
  tx: Transaction,
  { runId, where }: { runId: string; where: Prisma.Sql },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO resync_item (account_id, run_id, sync_id, shared)
    SELECT DISTINCT s.account_id, ${runId}::uuid, s.id, true FROM sync s
    JOIN resync_item other ON other.account_id = s.account_id AND other.sync_id = s.id AND other.outcome IS NULL
    WHERE ${where} AND s.state IN ('QUEUED', 'SYNCING')`;
}
