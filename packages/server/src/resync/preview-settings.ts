import { type Effect, effectOfChange, type Facts } from '@handoff/core';
import type { OpenContext } from '../engine/open-integration.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { readIntegrations } from '../intake/facts.ts';
import { done, notFound, type Result } from '../problem.ts';
import { type FactClass, factsOf, readFactClasses } from './fact-classes.ts';
import { targets } from './sql/targets.ts';

/** A change as it is sent: what is left out stays. */
export type PreviewedChange = { readonly integrationId: string } & Partial<Omit<Facts['settings'], 'connectedAt'>>;

export type SettingsEffect = {
  readonly description: string;
  readonly count: number;
  readonly affected: boolean;
};

export type SettingsPreview = { readonly summary: string; readonly effects: readonly SettingsEffect[] };

/** Whom a change of settings affects, and whom it does not (S2.4). The policy is asked, before and after. */
export async function previewSettings(
  { database, connectors }: Pick<OpenContext, 'database' | 'connectors'>,
  accountId: string,
  { integrationId, ...change }: PreviewedChange,
): Promise<Result<SettingsPreview>> {
  const integrations = await readIntegrations(database, accountId);
  const integration = integrations.find((one) => one.integrationId === integrationId);
  if (!integration) return notFound('integration', ['integrationId']);
  const before = integration.settings;
  const after = { ...before, ...change };
  const where = Prisma.sql`s.account_id = ${accountId}::uuid AND s.integration_id = ${integrationId}::uuid`;
  const classes = await readFactClasses(database, targets(where));
  const jobId = after.defaultJobId;
  const job =
    jobId && (await database.job.findUnique({ where: { accountId_id: { accountId, id: jobId }, integrationId } }));
  if (jobId && !job) return notFound('job', ['defaultJobId']);
  const switchedOff = await database.sequence.count({ where: { accountId, syncEnabled: false } });
  const ats = connectors.find(integration.connectorId)?.name ?? 'the ATS';
  return done({
    summary: summaryOf(after.mode, { job: job ? job.title : null, switchedOff }),
    effects: effectsOf(classes, { before, after, ats }),
  });
}

type Change = { readonly before: Facts['settings']; readonly after: Facts['settings']; readonly ats: string };

function effectsOf(classes: readonly FactClass[], { before, after, ats }: Change): readonly SettingsEffect[] {
  const effects = new Map<string, SettingsEffect>();
  for (const one of classes) {
    const effect = effectOfChange({ before: factsOf(one, before), after: factsOf(one, after) });
    const { description, affected } = saidOf(one, effect, ats);
    const count = (effects.get(description)?.count ?? 0) + one.count;
    effects.set(description, { description, affected, count });
  }
  return [...effects.values()].toSorted((one, other) => Number(other.affected) - Number(one.affected));
}

type Said = Omit<SettingsEffect, 'count'>;

const whenTheyReply = {
  WOULD_SYNC: 'They will sync when they reply.',
  WOULD_NOT_SYNC: 'They will no longer sync when they reply.',
  OTHER_JOB: 'They will get another job when they reply.',
} as const;

const whenResynced = {
  WOULD_SYNC: 'Nothing happens by itself; a resync would now sync them.',
  WOULD_NOT_SYNC: 'Nothing happens by itself; a resync would no longer sync them.',
  OTHER_JOB: 'Nothing happens by itself; a resync would now give them another job.',
} as const;

/** One sentence for everybody: settings count for what happens next, so that most stay as they are. */
function saidOf({ state }: FactClass, { onReply, onResync }: Effect, ats: string): Said {
  if (state.state === 'SYNCED') return { description: `They are in ${ats}, and stay as they are.`, affected: false };
  if (state.state === 'QUEUED' || state.state === 'SYNCING') {
    return { description: 'They are being synced, under the settings of before.', affected: false };
  }
  const waits = state.state === 'NOT_SYNCED' && state.reason === 'WAITING_FOR_REPLY';
  if (waits && onReply !== 'SAME') return { description: whenTheyReply[onReply], affected: true };
  if (onResync !== 'SAME') return { description: whenResynced[onResync], affected: true };
  return waits
    ? { description: 'They go on waiting for a reply, as before.', affected: false }
    : { description: `They are not in ${ats}, and stay as they are.`, affected: false };
}

const whenContactsSync = {
  OFF: 'No contact syncs',
  ON_ADDED: 'Contacts sync when they are added to a sequence',
  ON_REPLY: 'Contacts sync when they reply',
} satisfies Record<Facts['settings']['mode'], string>;

/** The settings in one sentence. */
function summaryOf(mode: Facts['settings']['mode'], { job, switchedOff }: { job: string | null; switchedOff: number }) {
  if (mode === 'OFF') return `${whenContactsSync[mode]}.`;
  const into =
    job === null ? 'without a job unless the sequence names one' : `into ${job} unless the sequence says otherwise`;
  const off = switchedOff === 0 ? '' : `; sequences switched off: ${switchedOff}`;
  return `${whenContactsSync[mode]}, ${into}${off}.`;
}
