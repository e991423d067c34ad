import type { Transaction } from '../../database/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { applyVerdicts } from '../../intake/apply-decisions.ts';
import type { HeldSync } from './hold-syncs.ts';

type Dismissing = { readonly accountId: string; readonly dismissed: readonly HeldSync[]; readonly cause: string };

/** Leaves these as duplicates, for good; what was held for them alone is dropped. */
export async function dismissSyncs(tx: Transaction, { accountId, dismissed, cause }: Dismissing): Promise<void> {
  const ids = dismissed.map(({ syncId }) => syncId);
  if (ids.length === 0) return;
  await applyVerdicts(tx, {
    accountId,
    priority: 'LIVE',
    reopens: [],
    gone: 'STAYS',
    decided: Prisma.sql`
      SELECT id AS sync_id, integration_id, enrollment_id, contact_id, sequence_id, state AS from_state, reason AS from_reason,
        NULL AS candidate, NULL::uuid AS job_id, 'DISMISSED' AS reason, NULL AS on_duplicate, decided_on, ${cause} AS cause
      FROM sync WHERE account_id = ${accountId}::uuid AND id = ANY(${ids}::uuid[])`,
  });
  await tx.$executeRaw`
    UPDATE intent i SET state = 'CANCELLED', updated_at = now()
    FROM sync s WHERE s.account_id = ${accountId}::uuid AND s.id = ANY(${ids}::uuid[])
      AND i.account_id = s.account_id AND i.integration_id = s.integration_id AND i.contact_id = s.contact_id
      AND i.kind = 'CANDIDATE' AND i.state = 'HELD'
      AND NOT EXISTS (
        SELECT FROM sync other WHERE other.account_id = s.account_id AND other.integration_id = s.integration_id
          AND other.contact_id = s.contact_id AND other.state = 'EXISTS')`;
}
