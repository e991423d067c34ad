import type { Transaction } from '../../database/client.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

/**
 * Locks the intents of the contacts of these syncs `s`, before the syncs: the engine takes its locks in this order
 * too, so that neither can wait for the other in a circle.
 */
export async function holdIntents(tx: Transaction, { accountId, where }: { accountId: string; where: Prisma.Sql }) {
  await tx.$queryRaw`
    SELECT count(*) FROM (
      SELECT i.id FROM intent i
      WHERE i.account_id = ${accountId}::uuid AND (i.integration_id, i.contact_id) IN (
        SELECT s.integration_id, s.contact_id FROM sync s WHERE s.account_id = ${accountId}::uuid AND ${where})
      ORDER BY i.contact_id, i.kind, i.id FOR UPDATE
    ) AS held`;
}
