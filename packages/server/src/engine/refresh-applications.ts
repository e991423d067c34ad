/**
 * Reads how the applications stand in the ATS (S10.1): what changed since last time, page by page, each page
 * kept with the place after it. An application whose candidate is another one by now tells of a merge.
 */
import type { AtsError, Changes, PulledApplication } from '@handoff/core';
import type { Database } from '../database/client.ts';
import { followCandidate } from './follow-candidate.ts';
import type { OpenIntegration } from './open-integration.ts';
import { findMerged, keepStatuses, type Merged } from './sql/read-applications.ts';
import type { Place } from './turn.ts';

/** The first reading takes many pages, and lets others ask meanwhile. */
const pagesAtOnce = 5;

export type Refreshing = Place & { readonly database: Database; readonly integration: OpenIntegration };

/** `MORE`: there is more to read, another time. An error: the ATS could not be read. */
export async function refreshApplications(context: Refreshing): Promise<'COMPLETE' | 'MORE' | AtsError> {
  const { database, integration, accountId, integrationId } = context;
  const { pullApplications } = integration.session;
  if (!pullApplications || !(await hasApplications(context))) return 'COMPLETE';
  for (let page = 0; page < pagesAtOnce; page++) {
    const row = await database.integration.findUnique({ where: { accountId_id: { accountId, id: integrationId } } });
    const cursor = row?.applicationsCursor ?? null;
    const answer = await pullApplications({ cursor });
    if (!answer.ok && answer.error.code === 'CURSOR_EXPIRED' && cursor !== null) {
      await advance(context, { from: cursor, to: null });
      continue;
    }
    if (!answer.ok) return answer.error;
    const error = await keepPage(context, { cursor, changes: answer.value });
    if (error !== null) return error;
    if (answer.value.more === 'COMPLETE') return 'COMPLETE';
  }
  return 'MORE';
}

async function hasApplications({ database, accountId, integrationId }: Refreshing): Promise<boolean> {
  return (await database.application.findFirst({ where: { accountId, integrationId } })) !== null;
}

type ReadPage = { readonly cursor: string | null; readonly changes: Changes<PulledApplication> };

async function keepPage(context: Refreshing, { cursor, changes }: ReadPage): Promise<AtsError | null> {
  const merged = await context.database.$transaction(async (tx): Promise<readonly Merged[]> => {
    const found = await findMerged(tx, context, changes.changed);
    await keepStatuses(tx, context, changes.changed);
    return found;
  });
  for (const { remoteId, movedTo } of merged) {
    const followed = await followCandidate(context, remoteId, movedTo);
    if (!followed.ok) return followed.error;
  }
  await advance(context, { from: cursor, to: changes.resume });
  return null;
}

/** Only by whoever read from the place that is still kept: two readers do no harm. */
async function advance(
  { database, accountId, integrationId }: Refreshing,
  { from, to }: { from: string | null; to: string | null },
): Promise<void> {
  await database.integration.updateMany({
    where: { accountId, id: integrationId, applicationsCursor: from },
    data: { applicationsCursor: to },
  });
}
