import type { Transaction } from '../../database/client.ts';

export type EnrollmentRow = {
  readonly id: string;
  readonly eventId: string;
  readonly contactId: string;
  readonly email: string | null;
  readonly sequenceId: string;
  readonly addedAt: Date;
  readonly repliedAt: Date | null;
};

/**
 * Enrolls each contact once. `enrollments` has the enrollment of every event id, `begun` those that
 * did not exist before: only they are decided upon.
 */
export async function ensureEnrollments(
  tx: Transaction,
  accountId: string,
  rows: readonly EnrollmentRow[],
): Promise<{ enrollments: ReadonlyMap<string, string>; begun: readonly EnrollmentRow[] }> {
  await tx.$executeRaw`
    INSERT INTO enrollment (account_id, id, contact_id, sequence_id, added_at, replied_at)
    SELECT ${accountId}::uuid, id, "contactId", "sequenceId", "addedAt", "repliedAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (
      id uuid, "contactId" uuid, "sequenceId" uuid, "addedAt" timestamptz, "repliedAt" timestamptz)
    ORDER BY "contactId"
    ON CONFLICT (account_id, sequence_id, contact_id) DO NOTHING`;
  const there = await tx.$queryRaw<{ id: string; contactId: string }[]>`
    SELECT id, contact_id AS "contactId" FROM enrollment
    WHERE account_id = ${accountId}::uuid AND sequence_id = ${rows[0]?.sequenceId ?? null}::uuid
      AND contact_id = ANY(${rows.map(({ contactId }) => contactId)}::uuid[])`;
  const byContact = new Map(there.map(({ id, contactId }) => [contactId, id]));
  return {
    enrollments: new Map(rows.map(({ eventId, contactId, id }) => [eventId, byContact.get(contactId) ?? id])),
    begun: rows.filter(({ id, contactId }) => byContact.get(contactId) === id),
  };
}
