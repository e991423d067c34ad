import type { Transaction } from '../database/client.ts';
import { leaveActivity } from './sql/leave-intents.ts';
import { beginSyncsAgain } from './sql/leave-syncs.ts';

/**
 * Another organisation's ATS is connected in the place of the one before: nobody here is a candidate in it. Links,
 * applications, marks and what was to be done go; every sync begins anew, its history stays; and nothing leaves before
 * somebody has chosen (S2.5).
 */
export async function forgetOrganization(
  tx: Transaction,
  place: { readonly accountId: string; readonly integrationId: string },
  cause: string,
): Promise<void> {
  const { accountId, integrationId } = place;
  await tx.candidateLink.deleteMany({ where: place });
  await tx.application.deleteMany({ where: place });
  await tx.duplicateMark.deleteMany({ where: place });
  await tx.intent.deleteMany({ where: { ...place, kind: { not: 'ERASURE' } } });
  await leaveActivity(tx, place);
  await beginSyncsAgain(tx, place, cause);
  await tx.integration.update({
    where: { accountId_id: { accountId, id: integrationId } },
    data: { mode: 'OFF', defaultJobId: null },
  });
}
