import { atsError, type CandidateRef } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import type { Place } from '../turn.ts';

type Contact = { readonly contactId: string };

/** Links of a merged candidate go to who it is now; of its entry an alias stays, without addresses. */
export async function moveLinks(
  tx: Transaction,
  { accountId, integrationId }: Place,
  { from, to }: { from: string; to: CandidateRef },
): Promise<readonly string[]> {
  await tx.candidateEmail.deleteMany({ where: { accountId, integrationId, remoteId: from } });
  await tx.candidateEntry.updateMany({
    where: { accountId, integrationId, remoteId: from },
    data: { movedTo: to.remoteId },
  });
  const moved = await tx.$queryRaw<Contact[]>`
    UPDATE candidate_link SET remote_id = ${to.remoteId}, url = ${to.url}, remote_created_at = ${to.createdAt}
    WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid AND remote_id = ${from}
    RETURNING contact_id AS "contactId"`;
  return moved.map(({ contactId }) => contactId);
}

/**
 * Links to a deleted candidate go, with its applications, and what was done for it is not so any more. Of
 * its entry a tombstone stays, without addresses.
 */
export async function clearLinks(
  tx: Transaction,
  { accountId, integrationId }: Place,
  remoteId: string,
): Promise<readonly string[]> {
  const { code, message } = atsError('CANDIDATE_GONE', 'The candidate was deleted in the ATS.');
  await tx.candidateEmail.deleteMany({ where: { accountId, integrationId, remoteId } });
  await tx.candidateEntry.updateMany({ where: { accountId, integrationId, remoteId }, data: { goneAt: new Date() } });
  const cleared = await tx.$queryRaw<Contact[]>`
    WITH gone AS (
      DELETE FROM candidate_link
      WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid AND remote_id = ${remoteId}
      RETURNING contact_id
    ), applied AS (
      DELETE FROM application a USING gone
      WHERE a.account_id = ${accountId}::uuid AND a.integration_id = ${integrationId}::uuid AND a.contact_id = gone.contact_id
    ), undone AS (
      UPDATE intent i SET state = 'REJECTED', error_code = ${code}, error_message = ${message}, updated_at = now()
      FROM gone
      WHERE i.account_id = ${accountId}::uuid AND i.integration_id = ${integrationId}::uuid
        AND i.contact_id = gone.contact_id AND i.kind IN ('CANDIDATE', 'APPLICATION') AND i.state = 'DONE'
    )
    SELECT contact_id AS "contactId" FROM gone`;
  return cleared.map(({ contactId }) => contactId);
}
