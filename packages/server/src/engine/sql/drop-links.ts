import type { Transaction } from '../../database/client.ts';
import type { Place } from '../turn.ts';

/** Whose candidates are no more: of their links nothing stays. */
export async function dropLinks(
  tx: Transaction,
  { accountId, integrationId }: Place,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return;
  const where = { accountId, integrationId, contactId: { in: [...contactIds] } };
  await tx.candidateLink.deleteMany({ where });
  await tx.application.deleteMany({ where });
}
