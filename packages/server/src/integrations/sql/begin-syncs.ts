import type { Transaction } from '../../database/client.ts';

/** Every enrollment that exists gets its sync row by one statement: added before the connection (S1.5). */
export async function beginSyncs(
  tx: Transaction,
  { accountId, integrationId }: { accountId: string; integrationId: string },
): Promise<void> {
  await tx.$executeRaw`
    WITH begun AS (
      INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, reason)
      SELECT account_id, gen_random_uuid(), ${integrationId}::uuid, id, contact_id, sequence_id,
        'NOT_SYNCED', 'ADDED_BEFORE_CONNECTION'
      FROM enrollment WHERE account_id = ${accountId}::uuid
      ON CONFLICT (account_id, integration_id, enrollment_id) DO NOTHING
      RETURNING account_id, id
    )
    INSERT INTO sync_history (account_id, sync_id, to_state, to_reason, cause)
    SELECT account_id, id, 'NOT_SYNCED', 'ADDED_BEFORE_CONNECTION', 'integration:' || ${integrationId} FROM begun`;
}
