import { checkSameOrganization } from '@handoff/core';
import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Transaction } from '../database/client.ts';
import type { OpenContext } from '../engine/open-integration.ts';
import { appendFeed } from '../live/feed.ts';
import { done, notFound, type Result, refuse } from '../problem.ts';
import type { WakeOwners } from '../queue/queues.ts';
import { type CheckedCredential, checkCredential, requirePermissions } from './check-credential.ts';
import { credentialFields } from './credential-fields.ts';

type Replacing = OpenContext & { readonly wakeOwners: WakeOwners };

/**
 * Gives an integration another key of the same organisation (S1.3). Nothing else changes: settings,
 * syncs, `connectedAt`; what is in flight ends with the key it began with, and what waited for a good one
 * goes on at once.
 */
export async function replaceCredential(
  context: Replacing,
  actor: Actor,
  { integrationId, credential }: { readonly integrationId: string; readonly credential: unknown },
): Promise<Result<null>> {
  const { accountId } = actor;
  const row = await context.database.integration.findUnique({
    where: { accountId_id: { accountId, id: integrationId } },
  });
  if (!row || row.status === 'DISCONNECTED') return notFound('integration', ['integrationId']);
  const checked = await checkCredential(context, accountId, { connectorId: row.connectorId, credential });
  if (!checked.ok) return checked;
  const permitted = requirePermissions(checked.value);
  if (!permitted.ok) return permitted;
  return context.database.$transaction((tx) => replace(tx, { context, actor, integrationId, checked: checked.value }));
}

type Replacement = {
  readonly context: Replacing;
  readonly actor: Actor;
  readonly integrationId: string;
  readonly checked: CheckedCredential;
};

async function replace(
  tx: Transaction,
  { context, actor, integrationId, checked }: Replacement,
): Promise<Result<null>> {
  const { accountId } = actor;
  const where = { accountId_id: { accountId, id: integrationId } };
  await tx.$queryRaw`
    SELECT id FROM integration WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid FOR UPDATE`;
  const before = await tx.integration.findUnique({ where });
  if (!before || before.status === 'DISCONNECTED') return notFound('integration', ['integrationId']);
  const mismatch = checkSameOrganization(before.organizationMarks, checked.report.organizationMarks);
  if (mismatch) return refuse({ code: mismatch.code, message: mismatch.message, path: ['credential'] });
  const fields = await credentialFields(context.vault, { accountId, integrationId }, checked);
  await tx.integration.update({ where, data: fields });
  await recordChange(tx, actor, {
    action: 'integration.replaceCredential',
    target: integrationId,
    summary: `Replaced the key of ${checked.connector.name}.`,
    changes: { credential: { from: `…${before.credentialHint}`, to: `…${fields.credentialHint}` } },
  });
  await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  await context.wakeOwners(tx, accountId, [{ integrationId }]);
  return done(null);
}
