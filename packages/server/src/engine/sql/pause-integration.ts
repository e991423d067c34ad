import type { AtsError } from '@handoff/core';
import type { Database } from '../../database/client.ts';
import { appendFeed } from '../../live/feed.ts';
import type { Turn } from '../turn.ts';

/** A failure asks for a check at once, and at most this often. */
const recheckEveryMs = 60_000;

/**
 * Nothing is sent until a person has mended what the error says. A credential that was replaced in the
 * meantime is not blamed for what its predecessor was refused.
 */
export async function pauseIntegration(
  database: Database,
  { accountId, integrationId, epoch }: Turn,
  { error, sealedCredential }: { error: AtsError; sealedCredential: string },
): Promise<void> {
  await database.$transaction(async (tx) => {
    const paused = await tx.$executeRaw`
      UPDATE integration SET status = ${statusAfter(error)}::integration_status, status_detail = ${error.message},
        recheck_at = greatest(now(), checked_at + ${recheckEveryMs}::float8 * interval '1 millisecond')
      WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid AND status = 'CONNECTED'
        AND lease_epoch = ${epoch} AND sealed_credential = ${sealedCredential}`;
    if (paused === 1) await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  });
}

/** How an integration is after an error that a person must mend. */
export function statusAfter({ code }: Pick<AtsError, 'code'>): 'INVALID_CREDENTIALS' | 'PAUSED' {
  return code === 'AUTH_INVALID' || code === 'AUTH_MISSING' ? 'INVALID_CREDENTIALS' : 'PAUSED';
}

/** Nothing is sent before this long has passed, by PostgreSQL's clock. Each outage after another is waited for longer. */
export async function resumeLater(
  database: Database,
  { accountId, integrationId }: Turn,
  { error, waitMs }: { error: AtsError; waitMs: number },
): Promise<void> {
  const outage = error.code === 'RATE_LIMITED' ? 0 : 1;
  await database.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE integration SET resume_at = now() + ${waitMs}::float8 * interval '1 millisecond',
        outages = outages + ${outage}, status_detail = ${error.message}
      WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid AND status = 'CONNECTED'`;
    await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  });
}

/** The ATS answers again. */
export async function goOn(database: Database, { accountId, integrationId }: Turn): Promise<void> {
  await database.$transaction(async (tx) => {
    const { count } = await tx.integration.updateMany({
      where: { accountId, id: integrationId, status: 'CONNECTED', resumeAt: { not: null } },
      data: { resumeAt: null, outages: 0, statusDetail: null },
    });
    if (count > 0) await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  });
}
