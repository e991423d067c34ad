import type { Transaction } from '../../database/client.ts';

type Place = { readonly accountId: string; readonly integrationId: string };

/**
 * Nothing that was not sent is wanted any more; of what has left, its owner may still hear. An intent
 * whose outcome is unknown keeps `since`: wished again, it is looked up before anything is sent.
 */
export async function leaveIntents(tx: Transaction, { accountId, integrationId }: Place): Promise<void> {
  await tx.$executeRaw`
    UPDATE intent SET state = 'CANCELLED', retry_at = NULL, updated_at = now()
    WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid
      AND state IN ('PENDING', 'RETRY', 'CLAIMED', 'UNKNOWN')`;
}

/** What was on its way when the integration was disconnected, and never answered: nobody works it off by connecting. */
export async function leaveUnanswered(tx: Transaction, { accountId, integrationId }: Place): Promise<void> {
  await tx.$executeRaw`
    UPDATE intent SET state = 'CANCELLED', retry_at = NULL, since = coalesce(since, now()), updated_at = now()
    WHERE account_id = ${accountId}::uuid AND integration_id = ${integrationId}::uuid AND state = 'SENDING'`;
}

/** What waited to be written until its contact syncs happened before whatever connection comes next (S7.2). */
export async function leaveActivity(tx: Transaction, { accountId, integrationId }: Place): Promise<void> {
  await tx.$executeRaw`
    UPDATE activity_write w SET form = NULL, key = NULL, reason = 'BEFORE_CONNECTION'
    WHERE w.account_id = ${accountId}::uuid AND w.integration_id = ${integrationId}::uuid AND w.key IS NOT NULL
      AND NOT EXISTS (SELECT FROM intent i
        WHERE i.account_id = w.account_id AND i.integration_id = w.integration_id AND i.key = w.key)`;
}
