import type { Transaction } from '../../database/client.ts';

/** Activity that came in before its contact is the contact's now (S8.1). Answers with its event ids. */
export async function adoptActivity(
  tx: Transaction,
  accountId: string,
  emailKeys: readonly string[],
): Promise<readonly string[]> {
  const adopted = await tx.$queryRaw<{ eventId: string }[]>`
    UPDATE activity a SET contact_id = c.id FROM contact c
    WHERE a.account_id = ${accountId}::uuid AND a.email_key = ANY(${[...emailKeys]}::text[]) AND a.contact_id IS NULL
      AND c.account_id = a.account_id AND c.email_key = a.email_key
    RETURNING a.event_id AS "eventId"`;
  return adopted.map(({ eventId }) => eventId);
}
