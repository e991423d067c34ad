import type { Database } from '../../database/client.ts';
import { appendFeed } from '../../live/feed.ts';
import type { SealFault } from '../../security/vault.ts';

type Sealed = { readonly accountId: string; readonly integrationId: string; readonly sealedCredential: string };

/** The stored credential cannot be opened: everything waits until it is entered again, or its vault key is back. */
export async function pauseUnopened(
  database: Database,
  { accountId, integrationId, sealedCredential }: Sealed,
  { message }: SealFault,
): Promise<void> {
  const detail = `The stored key cannot be opened. ${message} Enter it again, or have the operator put the vault key back.`;
  await database.$transaction(async (tx) => {
    const paused = await tx.$executeRaw`
      UPDATE integration SET status = 'INVALID_CREDENTIALS', status_detail = ${detail}
      WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid AND sealed_credential = ${sealedCredential}
        AND status <> 'DISCONNECTED' AND (status, status_detail) IS DISTINCT FROM ('INVALID_CREDENTIALS', ${detail})`;
    if (paused === 1) await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  });
}
