import type { Database } from '../database/client.ts';
import { type OpenContext, openIntegration } from '../engine/open-integration.ts';
import { refreshApplications } from '../engine/refresh-applications.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Drain } from '../queue/queues.ts';

/** Where webhooks tell of changes, reading is only for what they missed. */
const seldom = 12;

/** An integration `i` whose applications were read a while ago; `w` is its webhook, where it has one. */
function due(refreshEveryMs: number): Prisma.Sql {
  return Prisma.sql`i.status = 'CONNECTED' AND i.applications_read_at <= now() - interval '1 millisecond'
    * ${refreshEveryMs}::float8 * CASE WHEN w.registered_at IS NULL THEN 1 ELSE ${seldom}::float8 END`;
}

export async function dueForReading(acrossAccounts: Database, refreshEveryMs: number): Promise<readonly Drain[]> {
  return acrossAccounts.$queryRaw<Drain[]>`
    SELECT i.account_id AS "accountId", i.id AS "integrationId" FROM integration i
    LEFT JOIN webhook w ON w.account_id = i.account_id AND w.integration_id = i.id
    WHERE ${due(refreshEveryMs)} LIMIT 20`;
}

type Reading = OpenContext & { readonly refreshEveryMs: number };

/** Reads how the applications stand where nobody tells (S10.1). One process reads, however many see that it is due. */
export async function readStatuses(context: Reading, place: Drain): Promise<void> {
  const { database, refreshEveryMs } = context;
  const { accountId, integrationId } = place;
  const taken = await database.$executeRaw`
    UPDATE integration SET applications_read_at = now()
    WHERE account_id = ${accountId}::uuid AND id IN (
      SELECT i.id FROM integration i LEFT JOIN webhook w ON w.account_id = i.account_id AND w.integration_id = i.id
      WHERE i.account_id = ${accountId}::uuid AND i.id = ${integrationId}::uuid AND ${due(refreshEveryMs)}
      FOR UPDATE OF i)`;
  if (taken === 0) return;
  const integration = await openIntegration(context, place);
  if (!integration) return;
  const read = await refreshApplications({ ...place, database, integration });
  if (read !== 'MORE') return;
  // The first reading goes on with the next round.
  await database.integration.updateMany({
    where: { accountId, id: integrationId },
    data: { applicationsReadAt: new Date(0) },
  });
}
