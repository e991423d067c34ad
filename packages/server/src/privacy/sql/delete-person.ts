import type { Transaction } from '../../database/client.ts';

type Person = { readonly accountId: string; readonly contactId: string; readonly emailKey: string | null };

/** How many rows of what were deleted. */
export type Deleted = {
  readonly sequences: number;
  readonly activities: number;
  readonly syncs: number;
};

/**
 * The integrations whose ATS was being given this person, and has not said what became of it: they may be in it, and
 * nobody here can find out once the address is forgotten.
 */
export async function findUnanswered(
  tx: Transaction,
  { accountId, contactId }: { accountId: string; contactId: string },
): Promise<readonly Unanswered[]> {
  return tx.$queryRaw<Unanswered[]>`
    SELECT i.integration_id AS "integrationId", o.connector_id AS "connectorId" FROM intent i
    JOIN integration o ON o.account_id = i.account_id AND o.id = i.integration_id
    WHERE i.account_id = ${accountId}::uuid AND i.contact_id = ${contactId}::uuid AND i.kind = 'CANDIDATE'
      AND (i.state IN ('SENDING', 'UNKNOWN') OR (i.state = 'CANCELLED' AND i.since IS NOT NULL)
        OR (i.state = 'REJECTED' AND i.error_code = 'OUTCOME_UNKNOWN'))
      AND NOT EXISTS (SELECT FROM candidate_link l WHERE l.account_id = i.account_id
        AND l.integration_id = i.integration_id AND l.contact_id = i.contact_id)`;
}

type Unanswered = { readonly integrationId: string; readonly connectorId: string };

export type DeletedSync = { readonly syncId: string; readonly integrationId: string; readonly sequenceId: string };

/**
 * All that is known of a person here. What is on its way to the ATS at this moment keeps its intent, which
 * names nobody, so that its owner can write down how it ended; links stay where the ATS is asked to erase them.
 */
export async function deletePerson(
  tx: Transaction,
  { accountId, contactId, emailKey }: Person,
): Promise<{ readonly deleted: Deleted; readonly syncs: readonly DeletedSync[] }> {
  await tx.$executeRaw`
    DELETE FROM intent WHERE account_id = ${accountId}::uuid AND contact_id = ${contactId}::uuid
      AND kind <> 'ERASURE' AND state <> 'SENDING'`;
  const syncs = await tx.$queryRaw<DeletedSync[]>`
    SELECT id AS "syncId", integration_id AS "integrationId", sequence_id AS "sequenceId" FROM sync
    WHERE account_id = ${accountId}::uuid AND contact_id = ${contactId}::uuid`;
  await tx.$executeRaw`
    DELETE FROM intake_event e USING enrollment n
    WHERE e.account_id = ${accountId}::uuid AND n.account_id = e.account_id AND n.id = e.enrollment_id
      AND n.contact_id = ${contactId}::uuid`;
  const activities = await tx.activity.deleteMany({
    where: { accountId, OR: [{ contactId }, ...(emailKey === null ? [] : [{ emailKey }])] },
  });
  const sequences = await tx.enrollment.count({ where: { accountId, contactId } });
  await tx.duplicateMark.deleteMany({ where: { accountId, contactId } });
  await tx.application.deleteMany({ where: { accountId, contactId } });
  await tx.contact.delete({ where: { accountId_id: { accountId, id: contactId } } });
  return { deleted: { sequences, activities: activities.count, syncs: syncs.length }, syncs };
}

/** Asks for the candidate's erasure wherever the contact is one, or may become one at this moment. Again, where it had failed. */
export async function openErasures(
  tx: Transaction,
  { accountId, contactId, integrationIds }: { accountId: string; contactId: string; integrationIds: readonly string[] },
): Promise<readonly { readonly integrationId: string }[]> {
  return tx.$queryRaw<{ integrationId: string }[]>`
    INSERT INTO intent AS i (account_id, id, integration_id, key, kind, contact_id)
    SELECT ${accountId}::uuid, gen_random_uuid(), o.id, ${`erasure:${contactId}`}, 'ERASURE', ${contactId}::uuid
    FROM integration o
    WHERE o.account_id = ${accountId}::uuid AND o.id = ANY(${[...integrationIds]}::uuid[])
      AND (EXISTS (SELECT FROM candidate_link l WHERE l.account_id = o.account_id AND l.integration_id = o.id
          AND l.contact_id = ${contactId}::uuid)
        OR EXISTS (SELECT FROM intent s WHERE s.account_id = o.account_id AND s.integration_id = o.id
          AND s.contact_id = ${contactId}::uuid AND s.kind = 'CANDIDATE' AND s.state = 'SENDING'))
    ON CONFLICT (account_id, integration_id, key) DO UPDATE SET state = 'PENDING', attempts = 0, failures = 0,
      retry_at = NULL, error_code = NULL, error_message = NULL, updated_at = now() WHERE i.state IN ('REJECTED', 'CANCELLED')
    RETURNING i.integration_id AS "integrationId"`;
}
