import type { Mode, OnDuplicate } from '@handoff/core';
import { type Actor, difference, inWords, recordChange } from '../audit/record-change.ts';
import type { Database } from '../database/client.ts';
import { holdAccount } from '../database/hold-account.ts';
import { appendFeed } from '../live/feed.ts';
import { done, notFound, type Result } from '../problem.ts';

/** What is left out stays; `defaultJobId: null` takes the default job away. */
export type SettingsChange = {
  readonly integrationId: string;
  readonly mode?: Mode;
  readonly deduplication?: boolean;
  readonly onDuplicate?: OnDuplicate;
  readonly defaultJobId?: string | null;
  readonly activityTracking?: boolean;
};

/** Changes the account's settings. Nobody syncs by it: it counts for the events that come after (S2.4). */
export async function updateSettings(database: Database, actor: Actor, change: SettingsChange): Promise<Result<null>> {
  const { accountId } = actor;
  const { integrationId: id, ...settings } = change;
  return database.$transaction(async (tx) => {
    await holdAccount(tx, accountId, 'ALONE');
    const before = await tx.integration.findUnique({ where: { accountId_id: { accountId, id } } });
    if (!before || before.status === 'DISCONNECTED') return notFound('integration', ['integrationId']);
    if (settings.defaultJobId) {
      const job = await tx.job.findUnique({
        where: { accountId_id: { accountId, id: settings.defaultJobId }, integrationId: id },
      });
      if (!job) return notFound('job', ['defaultJobId']);
    }
    await tx.integration.update({ where: { accountId_id: { accountId, id } }, data: settings });
    const changes = difference(before, settings);
    const summary = `Changed ${inWords(changes)}.`;
    await recordChange(tx, actor, { action: 'integration.updateSettings', target: id, summary, changes });
    await appendFeed(tx, accountId, [{ topic: 'INTEGRATION', integrationId: id }]);
    return done(null);
  });
}
