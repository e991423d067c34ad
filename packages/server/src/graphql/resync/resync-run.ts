import { errorCodes } from '@handoff/core';
import { type RunCounts, type RunProgress, type Skip, secondsLeft, skipsOf } from '../../resync/read-runs.ts';
import { readStretches, type Stretch } from '../../resync/read-stretches.ts';
import { remotePace } from '../../resync/remote-pace.ts';
import { builder } from '../builder.ts';
import { ErrorCode, Remedy, remedyOf } from '../user-error-types.ts';
import { SkipReason } from './preview-resync.ts';

const RunStatus = builder.enumType('RunStatus', {
  description: 'Where a run stands.',
  values: {
    RUNNING: { description: 'It goes on.' },
    COMPLETED: { description: 'All that it queued has ended.' },
    CANCELLED: { description: 'A person cancelled it. What was in flight then ends; `finishedAt` says when.' },
  },
});

const RunCountsType = builder.objectRef<RunCounts>('RunCounts').implement({
  description: 'What has become of a run’s contacts so far. Adds up to its total.',
  fields: (t) => ({
    synced: t.exposeInt('synced', { description: 'Are candidates by us.' }),
    linked: t.exposeInt('linked', { description: 'Were in the ATS, and are linked.' }),
    exists: t.exposeInt('exists', { description: 'Are held: a person decides.' }),
    failed: t.exposeInt('failed', { description: 'Failed; `failures` groups them.' }),
    skipped: t.exposeInt('skipped', { description: 'Were left as they were; `skips` says why.' }),
    cancelled: t.exposeInt('cancelled', { description: 'Were still waiting when it was cancelled.' }),
    pending: t.exposeInt('pending', { description: 'Wait, or are being sent.' }),
  }),
});

const RunFailures = builder.objectRef<RunProgress['failures'][number]>('RunFailures').implement({
  description: 'The failures of one cause.',
  fields: (t) => ({
    code: t.expose('code', {
      type: ErrorCode,
      description: 'The cause, for `errorCodes` of a resync that retries them.',
    }),
    message: t.string({ description: 'The cause, for a person.', resolve: ({ code }) => errorCodes[code].description }),
    count: t.exposeInt('count', { description: 'How many.' }),
    remedy: t.field({
      type: Remedy,
      nullable: true,
      description: 'What to do before they are retried.',
      resolve: ({ code }) => remedyOf(errorCodes[code].remedy),
    }),
  }),
});

const RunSkips = builder.objectRef<Skip>('RunSkips').implement({
  description: 'Those that were left as they were for one reason.',
  fields: (t) => ({
    reason: t.expose('reason', { type: SkipReason, description: 'Why.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
});

const RunStretch = builder.objectRef<Stretch>('RunStretch').implement({
  description: 'What ended in one stretch of a run’s time.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When the stretch began.' }),
    ended: t.exposeInt('ended', { description: 'How many were synced, linked, held or failed in it.' }),
    failed: t.exposeInt('failed', { description: 'How many of them failed.' }),
  }),
});

export const ResyncRun = builder.prismaNode('ResyncRun', {
  description: 'A backfill that a person asked for. It keeps the settings that it started with.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  fields: (t) => ({
    status: t.expose('status', { type: RunStatus, description: 'Where it stands.' }),
    integration: t.relation('integration', { description: 'Into which ATS.' }),
    total: t.exposeInt('total', {
      description: 'How many hand-overs it is about: a contact in two sequences has two.',
    }),
    counts: t.field({
      type: RunCountsType,
      description: 'What has become of them so far.',
      resolve: async ({ id }, _, { loaders }) => (await loaders.runProgress.load(id)).counts,
    }),
    skips: t.field({
      type: [RunSkips],
      description: 'Who was left as they were, by why.',
      resolve: ({ skips }) => [...skipsOf(skips)],
    }),
    remoteCalls: t.int({
      description: 'How many requests to create or change something it has sent to the ATS for those that have ended.',
      resolve: async ({ id }, _, { loaders }) => (await loaders.runProgress.load(id)).remoteCalls,
    }),
    failures: t.field({
      type: [RunFailures],
      description: 'Its failures by cause, most first.',
      resolve: async ({ id }, _, { loaders }) => [...(await loaders.runProgress.load(id)).failures],
    }),
    stretches: t.field({
      type: [RunStretch],
      description: 'Its time so far in at most 60 stretches of the same length, oldest first.',
      resolve: async (run, _, { database }) => [...(await readStretches(database, run, new Date()))],
    }),
    items: t.relatedConnection('items', {
      cursor: 'accountId_runId_syncId',
      totalCount: true,
      description: 'Whom it has queued, each with what became of them.',
      query: { where: { shared: false }, orderBy: { syncId: 'asc' } },
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last of it ended; null until then.',
    }),
    estimatedSecondsLeft: t.int({
      nullable: true,
      description: 'About how long the rest takes, in seconds; null once it has finished, or was cancelled.',
      select: { integration: { select: { connectorId: true } } },
      resolve: async ({ id, startedAt, status, integration }, _, { connectors, loaders }) => {
        if (status !== 'RUNNING') return null;
        const progress = await loaders.runProgress.load(id);
        const { msPerCall } = remotePace(connectors.find(integration.connectorId));
        return secondsLeft(progress, { elapsedMs: Date.now() - startedAt.getTime(), msPerContact: 2 * msPerCall });
      },
    }),
  }),
});
