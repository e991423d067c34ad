import type { Transaction } from '../../database/client.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

/**
 * Locks the intents of the contacts that a run may queue, before their syncs: the engine takes its locks in this order
 * too, so that neither can wait for the other in a circle.
 */
export async function holdIntents(tx: Transaction, { accountId, where }: { accountId: string; where: Prisma.Sql }) {
  await tx.$queryRaw`
    SELECT count(*) FROM (
      SELECT i.id FROM intent i
      WHERE i.account_id = ${accountId}::uuid AND (i.integration_id, i.contact_id) IN (
        SELECT s.integration_id, s.contact_id FROM sync s
        WHERE ${where} AND s.state IN ('NOT_SYNCED', 'FAILED', 'EXISTS'))
      ORDER BY i.contact_id, i.kind, i.id FOR UPDATE
    ) AS held`;
}
