import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Transaction } from '../database/client.ts';
import { holdAccount } from '../database/hold-account.ts';
import type { OpenContext } from '../engine/open-integration.ts';
import { forgetIndex } from '../engine/sql/index-state.ts';
import { appendFeed } from '../live/feed.ts';
import { done, notFound, type Result, refuse } from '../problem.ts';
import { removeWebhooks } from './keep-webhooks.ts';
import { leaveActivity, leaveIntents } from './sql/leave-intents.ts';
import { leaveSyncs } from './sql/leave-syncs.ts';

/**
 * Stops all traffic and deletes the key and the candidate index (S1.5). What has synced stays as it is, here and in the ATS; who
 * was queued or waited is left, and says so. Settings stay for the day when it is connected again.
 */
export async function disconnectIntegration(
  context: OpenContext,
  actor: Actor,
  integrationId: string,
): Promise<Result<null>> {
  const { database, connectors } = context;
  // With the key that is deleted next. The ATS may refuse: what it still sends finds nobody.
  await removeWebhooks(context, { accountId: actor.accountId, integrationId });
  return database.$transaction((tx) => disconnect(tx, { actor, integrationId, connectors }), { timeout: 60_000 });
}

type Disconnecting = Pick<OpenContext, 'connectors'> & { readonly actor: Actor; readonly integrationId: string };

async function disconnect(tx: Transaction, { actor, integrationId, connectors }: Disconnecting): Promise<Result<null>> {
  const { accountId } = actor;
  const place = { accountId, integrationId };
  const where = { accountId_id: { accountId, id: integrationId } };
  await holdAccount(tx, accountId, 'ALONE');
  const before = await tx.integration.findUnique({ where });
  if (!before) return notFound('integration', ['integrationId']);
  const name = connectors.find(before.connectorId)?.name ?? before.connectorId;
  if (before.status === 'DISCONNECTED') {
    return refuse({ code: 'CONFLICT', message: `${name} is disconnected already.` });
  }
  await tx.integration.update({
    where,
    data: {
      status: 'DISCONNECTED',
      statusDetail: null,
      sealedCredential: null,
      credentialHint: null,
      permissions: [],
      resumeAt: null,
      recheckAt: null,
      applicationsCursor: null,
    },
  });
  await tx.webhook.deleteMany({ where: place });
  await tx.webhookHint.deleteMany({ where: { ...place, followedAt: null } });
  await leaveIntents(tx, place);
  await leaveActivity(tx, place);
  await forgetIndex(tx, place);
  const left = await leaveSyncs(tx, place, `member:${actor.memberId}`);
  await recordChange(tx, actor, {
    action: 'integration.disconnect',
    target: integrationId,
    summary: `Disconnected ${name}; ${left} who were waiting were left.`,
    changes: { status: { from: before.status, to: 'DISCONNECTED' } },
  });
  await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  return done(null);
}
