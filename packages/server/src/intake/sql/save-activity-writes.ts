import type { Transaction } from '../../database/client.ts';

export type ActivityWriteRow = {
  readonly integrationId: string;
  readonly eventId: string;
  readonly form: string | null;
  readonly key: string | null;
  readonly reason: string | null;
};

/** Writes down what becomes of each activity; what was decided before stays. */
export async function saveActivityWrites(
  tx: Transaction,
  accountId: string,
  rows: readonly ActivityWriteRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO activity_write (account_id, integration_id, event_id, form, key, reason)
    SELECT ${accountId}::uuid, "integrationId", "eventId", form::activity_form, key, reason
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS ("integrationId" uuid, "eventId" text, form text, key text, reason text)
    ON CONFLICT DO NOTHING`;
}
