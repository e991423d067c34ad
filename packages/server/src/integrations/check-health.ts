import { type Answer, type AtsError, atsError, type CredentialReport } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import { type OpenContext, openWith } from '../engine/open-integration.ts';
import { statusAfter } from '../engine/sql/pause-integration.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { appendFeed } from '../live/feed.ts';
import type { Drain, WakeOwners } from '../queue/queues.ts';
import { missingPermissions } from './check-credential.ts';
import { permissionsOf } from './credential-fields.ts';

type Checking = OpenContext & { readonly wakeOwners: WakeOwners; readonly checkEveryMs: number };

/** An integration `i` whose credential should be asked about: by schedule, or because a failure wants to know. */
function dueForCheck(checkEveryMs: number): Prisma.Sql {
  return Prisma.sql`i.status <> 'DISCONNECTED' AND (i.recheck_at <= now()
    OR i.checked_at <= now() - ${checkEveryMs}::float8 * interval '1 millisecond')`;
}

/**
 * Asks the ATS how the credential stands (S1.4). A good answer lets an integration that waited go on; a
 * refusal lets it wait; an ATS that cannot be reached says nothing about the credential. One process
 * checks, however many see that it is due.
 */
export async function checkHealth(context: Checking, place: Drain): Promise<void> {
  const row = await takeCheck(context, place);
  if (!row) return;
  const open = await openWith(context, row);
  if (!open) return;
  const answer = await open.session.check();
  const error = answer.ok ? lackOf(answer.value) : answer.error;
  if (error?.code === 'RATE_LIMITED' || error?.code === 'REMOTE_UNAVAILABLE') return;
  await context.database.$transaction((tx) =>
    settle(tx, { place, sealedCredential: open.sealedCredential, answer, error, wakeOwners: context.wakeOwners }),
  );
}

async function takeCheck({ database, checkEveryMs }: Checking, { accountId, integrationId }: Drain) {
  const taken = await database.$executeRaw`
    UPDATE integration i SET checked_at = now(), recheck_at = NULL
    WHERE i.account_id = ${accountId}::uuid AND i.id = ${integrationId}::uuid AND ${dueForCheck(checkEveryMs)}`;
  if (taken === 0) return null;
  return database.integration.findUnique({ where: { accountId_id: { accountId, id: integrationId } } });
}

function lackOf(report: CredentialReport): AtsError | null {
  const missing = missingPermissions(report);
  if (missing.length === 0) return null;
  const names = missing.map(({ name }) => name).join(', ');
  return atsError('PERMISSION_MISSING', `The API key lacks the permission ${names}.`);
}

type Checked = {
  readonly place: Drain;
  readonly sealedCredential: string;
  readonly answer: Answer<CredentialReport>;
  readonly error: AtsError | null;
  readonly wakeOwners: WakeOwners;
};

async function settle(tx: Transaction, { place, sealedCredential, answer, error, wakeOwners }: Checked): Promise<void> {
  const { accountId, integrationId } = place;
  const status = error ? statusAfter(error) : 'CONNECTED';
  const statusDetail = error?.message ?? null;
  const permissions = answer.ok ? permissionsOf(answer.value) : null;
  // Only what was checked: a credential that was replaced in the meantime has its own answer.
  const changed = await tx.$executeRaw`
    UPDATE integration SET status = ${status}::integration_status, status_detail = ${statusDetail}
    WHERE account_id = ${accountId}::uuid AND id = ${integrationId}::uuid AND sealed_credential = ${sealedCredential}
      AND (status::text, status_detail) IS DISTINCT FROM (${status}, ${statusDetail})`;
  if (permissions) {
    await tx.integration.updateMany({
      where: { accountId, id: integrationId, sealedCredential },
      data: { permissions },
    });
  }
  if (changed === 0) return;
  await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId }]);
  if (status === 'CONNECTED') await wakeOwners(tx, accountId, [{ integrationId }]);
}

/** The integrations of all accounts that are due for a check. */
export async function dueForHealthCheck(acrossAccounts: Database, checkEveryMs: number): Promise<readonly Drain[]> {
  return acrossAccounts.$queryRaw<Drain[]>`
    SELECT i.account_id AS "accountId", i.id AS "integrationId" FROM integration i
    WHERE ${dueForCheck(checkEveryMs)} LIMIT 20`;
}
