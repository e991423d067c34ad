import type { Database } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/**
 * Intents that an earlier owner left in its hands: what was only claimed is free again, what was being
 * sent is unknown, because nobody is left who knows.
 */
export async function takeOver(database: Database, { accountId, integrationId, epoch }: Turn): Promise<void> {
  await database.$executeRaw`
    UPDATE intent SET
      state = CASE state WHEN 'CLAIMED' THEN 'PENDING'::intent_state ELSE 'UNKNOWN'::intent_state END,
      since = CASE state WHEN 'CLAIMED' THEN since ELSE now() END,
      retry_at = NULL, epoch = ${epoch}, updated_at = now()
    WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
      AND state IN ('CLAIMED', 'SENDING') AND epoch < ${epoch}`;
}
