import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { feedParts } from '../../live/feed.ts';

/** Connected for the first time, nobody can follow it yet; connected again, somebody may follow it still. */
type Beginning = { readonly accountId: string; readonly integrationId: string; readonly connected: 'FIRST' | 'AGAIN' };

/** Every enrollment that exists gets its sync row by one statement: added before the connection (S1.5). */
export async function beginSyncs(tx: Transaction, { accountId, integrationId, connected }: Beginning): Promise<void> {
  await tx.$executeRaw`
    WITH begun AS (
      INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, reason)
      SELECT account_id, gen_random_uuid(), ${integrationId}::uuid, id, contact_id, sequence_id,
        'NOT_SYNCED', 'ADDED_BEFORE_CONNECTION'
      FROM enrollment WHERE account_id = ${accountId}::uuid
      ON CONFLICT (account_id, integration_id, enrollment_id) DO NOTHING
      RETURNING integration_id, sequence_id, id AS sync_id
    ), told AS (
      INSERT INTO sync_history (account_id, sync_id, to_state, to_reason, cause)
      SELECT ${accountId}::uuid, sync_id, 'NOT_SYNCED', 'ADDED_BEFORE_CONNECTION', 'integration:' || ${integrationId}
      FROM begun RETURNING 1
    ), ${feedParts(accountId, {
      syncs: Prisma.sql`SELECT integration_id, sequence_id, sync_id FROM begun WHERE ${connected} = 'AGAIN'`,
      after: Prisma.sql`(SELECT count(*) FROM told)`,
    })}
    SELECT`;
}
