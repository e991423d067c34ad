import { randomUUIDv7 } from 'node:crypto';
import { checkSameOrganization, credentialHint } from '@handoff/core';
import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Transaction } from '../database/client.ts';
import type { OpenContext } from '../engine/open-integration.ts';
import { refreshJobs } from '../engine/refresh-jobs.ts';
import type { IntegrationStatus } from '../generated/prisma/enums.ts';
import { appendFeed } from '../live/feed.ts';
import { done, type Problem, type Result, refuse } from '../problem.ts';
import { type CheckedCredential, checkCredential, requirePermissions } from './check-credential.ts';
import { beginSyncs } from './sql/begin-syncs.ts';

/**
 * Connects an ATS: checks the credential against it first, keeps it sealed, and gives every enrollment
 * that exists its sync (S1.5). A refused credential keeps nothing.
 */
export async function connectIntegration(
  context: OpenContext,
  actor: Actor,
  input: { readonly connectorId: string; readonly credential?: unknown },
): Promise<Result<{ readonly integrationId: string }>> {
  const checked = await checkCredential(context.connectors, input);
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
  const { connector, credential, report } = checked;
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`;
  const before = await tx.integration.findUnique({
    where: { accountId_connectorId: { accountId, connectorId: connector.id } },
  });
  const problem = objectionTo(before, checked);
  if (problem) return refuse(problem);
  const id = before?.id ?? randomUUIDv7();
  const fields = {
    status: 'CONNECTED' as const,
    statusDetail: null,
    organizationMarks: [...report.organizationMarks],
    organization: report.organization,
    permissions: report.permissions.map((permission) => ({ ...permission, requiredBy: [...permission.requiredBy] })),
    sealedCredential: await context.vault.seal(credential, { accountId, integrationId: id }),
    credentialHint: credentialHint(connector.credential.fields, credential),
  };
  await tx.integration.upsert({
    where: { accountId_id: { accountId, id } },
    create: { accountId, id, connectorId: connector.id, ...fields },
    update: before?.status === 'DISCONNECTED' ? { ...fields, connectedAt: new Date() } : fields,
  });
  await beginSyncs(tx, { accountId, integrationId: id });
  await recordChange(tx, actor, {
    action: 'integration.connect',
    target: id,
    summary: `Connected ${connector.name} with the key ending in ${fields.credentialHint}.`,
  });
  await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId: id }]);
  return done({ integrationId: id });
}

/** A key replaces one that was refused, and nothing else; and only one of the same organisation (S1.3). */
function objectionTo(before: Before, { connector, report }: CheckedCredential): Problem | null {
  if (before === null || before.status === 'DISCONNECTED') return null;
  if (before.status === 'CONNECTED') {
    return { code: 'CONFLICT', message: `${connector.name} is connected already.`, remedy: 'Replace its key instead.' };
  }
  const mismatch = checkSameOrganization(before.organizationMarks, report.organizationMarks);
  return mismatch && { code: mismatch.code, message: mismatch.message, path: ['credential'] };
}

type Before = { readonly status: IntegrationStatus; readonly organizationMarks: readonly string[] } | null;
