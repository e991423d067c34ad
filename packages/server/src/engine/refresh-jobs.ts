import { randomUUIDv7 } from 'node:crypto';
import type { AtsError, JobRecord, Session } from '@handoff/core';
import { type OpenContext, openIntegration } from './open-integration.ts';

/** The picker shows what the ATS said at most this long ago. */
const freshForMs = 60_000;
/** At most this many pages are read: 10,000 open jobs at 100 a page. */
const mostPages = 100;

type Place = { readonly accountId: string; readonly integrationId: string };

/** Brings the cache of open jobs up to date. Answers with the ATS's error where it could not. */
export async function refreshJobs(context: OpenContext, place: Place): Promise<AtsError | null> {
  const integration = await openIntegration(context, place);
  if (!integration) return null;
  const jobs = await readOpenJobs(integration.session);
  if (!Array.isArray(jobs)) return jobs;
  await saveJobs(context, place, jobs);
  return null;
}

/** Refreshes only when the last time is a while ago. */
export async function refreshStaleJobs(context: OpenContext, place: Place): Promise<void> {
  const { accountId, integrationId: id } = place;
  const integration = await context.database.integration.findUnique({ where: { accountId_id: { accountId, id } } });
  const age = Date.now() - (integration?.jobsRefreshedAt?.getTime() ?? 0);
  if (integration?.status === 'CONNECTED' && age > freshForMs) await refreshJobs(context, place);
}

async function readOpenJobs(session: Session): Promise<JobRecord[] | AtsError> {
  const jobs: JobRecord[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer: Awaited<ReturnType<Session['listJobs']>> = await session.listJobs({ cursor, search: null });
    if (!answer.ok) return answer.error;
    jobs.push(...answer.value.items);
    cursor = answer.value.next;
    if (cursor === null) break;
  }
  return jobs;
}

/** Jobs that the ATS no longer lists as open are closed to us. */
async function saveJobs({ database }: OpenContext, place: Place, jobs: readonly JobRecord[]): Promise<void> {
  const { accountId, integrationId } = place;
  const rows = jobs.map((job) => ({ ...job, id: randomUUIDv7() }));
  await database.$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO job (account_id, id, integration_id, remote_id, title, status, confidential)
      SELECT ${accountId}::uuid, id, ${integrationId}::uuid, "remoteId", title, status::job_status, confidential
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS (id uuid, "remoteId" text, title text, status text, confidential boolean)
      ORDER BY "remoteId"
      ON CONFLICT (account_id, integration_id, remote_id) DO UPDATE SET
        title = EXCLUDED.title, status = EXCLUDED.status, confidential = EXCLUDED.confidential, seen_at = now()`;
    await tx.job.updateMany({
      where: { accountId, integrationId, status: 'OPEN', remoteId: { notIn: jobs.map(({ remoteId }) => remoteId) } },
      data: { status: 'CLOSED' },
    });
    await tx.integration.update({
      where: { accountId_id: { accountId, id: integrationId } },
      data: { jobsRefreshedAt: new Date() },
    });
  });
}
