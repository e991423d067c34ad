import { randomUUIDv7 } from 'node:crypto';
import { emailKey } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import type { ContactInput } from '../contact-input.ts';

export type ContactRow = { readonly id: string; readonly email: string | null; readonly emailKey: string | null };

/**
 * The contact of each event id. An address that is known is the contact it was: what it said first
 * stays (T9). Without an address every event is a contact of its own.
 */
export async function ensureContacts(
  tx: Transaction,
  accountId: string,
  inputs: readonly ContactInput[],
): Promise<ReadonlyMap<string, ContactRow>> {
  const rows = inputs.map(({ addedAt, ...input }) => ({
    ...input,
    id: randomUUIDv7(),
    emailKey: input.email === null ? null : emailKey(input.email),
  }));
  await tx.$executeRaw`
    INSERT INTO contact (account_id, id, name, email, email_key, linked_in_url, company, title)
    SELECT ${accountId}::uuid, id, name, email, "emailKey", "linkedInUrl", company, title
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (
      id uuid, name text, email text, "emailKey" text, "linkedInUrl" text, company text, title text)
    ORDER BY "emailKey"
    ON CONFLICT (account_id, email_key) DO NOTHING`;
  const keys = rows.flatMap((row) => row.emailKey ?? []);
  const known = await tx.contact.findMany({
    where: { accountId, emailKey: { in: keys } },
    select: { id: true, email: true, emailKey: true },
  });
  const byKey = new Map(known.map((contact) => [contact.emailKey, contact]));
  return new Map(rows.map((row) => [row.eventId, (row.emailKey !== null && byKey.get(row.emailKey)) || row]));
}
