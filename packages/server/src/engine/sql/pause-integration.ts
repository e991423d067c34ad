import type { AtsError } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import { appendFeed } from '../../live/feed.ts';
import type { Turn } from '../turn.ts';

/** Nothing is sent until a person has mended what the error says. */
export async function pauseIntegration(database: Database, turn: Turn, error: AtsError): Promise<void> {
  const status = error.code === 'AUTH_INVALID' || error.code === 'AUTH_MISSING' ? 'INVALID_CREDENTIALS' : 'PAUSED';
  const { accountId, integrationId, epoch } = turn;
  await database.$transaction(async (tx) => {
    const { count } = await tx.integration.updateMany({
      where: { accountId, id: integrationId, status: 'CONNECTED', leaseEpoch: epoch },
      data: { status, statusDetail: error.message },
    });
    if (count > 0) await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  });
}

/** Nothing is sent before this long has passed, by PostgreSQL's clock. */
export async function resumeLater(database: Database, turn: Turn, waitMs: number): Promise<void> {
  await database.$executeRaw`
    UPDATE integration SET resume_at = now() + ${waitMs}::float8 * interval '1 millisecond'
    WHERE account_id = ${turn.accountId}::uuid AND id = ${turn.integrationId}::uuid`;
}
