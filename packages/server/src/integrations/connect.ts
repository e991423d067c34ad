import { randomUUIDv7 } from 'node:crypto';
import { checkSameOrganization } from '@handoff/core';
import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Transaction } from '../database/client.ts';
import { holdAccount } from '../database/hold-account.ts';
import type { OpenContext } from '../engine/open-integration.ts';
import { refreshJobs } from '../engine/refresh-jobs.ts';
import { beginIndex } from '../engine/sql/index-state.ts';
import { appendFeed } from '../live/feed.ts';
import { done, type Result, refuse } from '../problem.ts';
import { type CheckedCredential, checkCredential, requirePermissions } from './check-credential.ts';
import { credentialFields } from './credential-fields.ts';
import { forgetOrganization } from './forget-organization.ts';
import { beginSyncs } from './sql/begin-syncs.ts';
import { leaveUnanswered } from './sql/leave-intents.ts';

/**
 * Connects an ATS: checks the credential against it first, keeps it sealed, and gives every enrollment
 * that exists its sync (S1.5). A refused credential keeps nothing. What was connected before begins anew:
 * its syncs stay as they were left, and nobody syncs by it. Where it was another organisation, nothing that was known
 * of its candidates is believed of this one.
 */
export async function connectIntegration(
  context: OpenContext,
  actor: Actor,
  input: { readonly connectorId: string; readonly credential?: unknown },
): Promise<Result<{ readonly integrationId: string }>> {
  const checked = await checkCredential(context, actor.accountId, input);
  if (!checked.ok) return checked;
  const permitted = requirePermissions(checked.value);
  if (!permitted.ok) return permitted;
  const kept = await context.database.$transaction((tx) => keep(tx, { context, actor, checked: checked.value }), {
    timeout: 60_000,
  });
  if (!kept.ok) return kept;
  await refreshJobs(context, { accountId: actor.accountId, integrationId: kept.value.integrationId });
  return kept;
}

type Keeping = { readonly context: OpenContext; readonly actor: Actor; readonly checked: CheckedCredential };

async function keep(
  tx: Transaction,
  { context, actor, checked }: Keeping,
): Promise<Result<{ readonly integrationId: string }>> {
  const { accountId } = actor;
  const { connector } = checked;
  const now = await holdAccount(tx, accountId, 'ALONE');
  const before = await tx.integration.findUnique({
    where: { accountId_connectorId: { accountId, connectorId: connector.id } },
  });
  if (before && before.status !== 'DISCONNECTED') {
    const message = `${connector.name} is connected already.`;
    return refuse({ code: 'CONFLICT', message, remedy: 'Replace its key instead.' });
  }
  const id = before?.id ?? randomUUIDv7();
  const fields = await credentialFields(context.vault, { accountId, integrationId: id }, checked);
  await tx.integration.upsert({
    where: { accountId_id: { accountId, id } },
    create: { accountId, id, connectorId: connector.id, ...fields, connectedAt: now },
    update: { ...fields, connectedAt: now },
  });
  const place = { accountId, integrationId: id };
  const isAnother = checkSameOrganization(before?.organizationMarks ?? [], checked.report.organizationMarks) !== null;
  if (isAnother) await forgetOrganization(tx, place, `member:${actor.memberId}`);
  if (connector.capabilities.feed === 'INCREMENTAL') await beginIndex(tx, place, context.vault.hasher(place).keyId);
  await leaveUnanswered(tx, { accountId, integrationId: id });
  await beginSyncs(tx, { accountId, integrationId: id, connected: before ? 'AGAIN' : 'FIRST' });
  await recordChange(tx, actor, {
    action: 'integration.connect',
    target: id,
    summary: `Connected ${connector.name} with the key ending in ${fields.credentialHint}.`,
  });
  await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId: id }]);
  return done({ integrationId: id });
}
