import { type jobSelections, settleJob } from '@handoff/core';
import { countSyncedWithoutJob } from '../../sequences/count-synced-without-job.ts';
import { builder } from '../builder.ts';
import { asItIs, describedValues } from '../described-values.ts';
import { Job } from '../integration/job.ts';
import { SyncCount } from '../sync/sync-count.ts';

const jobSelectionDescriptions = {
  INHERIT: 'The account’s default job, if there is one.',
  NONE: 'No job, although there is a default.',
  JOB: 'The job named here.',
} satisfies Record<(typeof jobSelections)[number], string>;

export const JobSelection = builder.enumType('JobSelection', {
  description: 'Where a sequence’s job comes from.',
  values: describedValues(jobSelectionDescriptions, asItIs),
});

/** What `effectiveJob` needs: the sequence's choice, and the default it may inherit. */
const withJobs = {
  jobSelection: true,
  syncEnabled: true,
  jobId: true,
  job: true,
  account: {
    select: {
      integrations: {
        where: { status: { not: 'DISCONNECTED' } },
        orderBy: { connectedAt: 'asc' },
        take: 1,
        include: { defaultJob: true },
      },
    },
  },
} as const;

export const Sequence = builder.prismaNode('Sequence', {
  description: 'A series of outreach emails, and how its contacts sync.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  select: { id: true, accountId: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As the team calls it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    syncEnabled: t.exposeBoolean('syncEnabled', { description: 'Off wins over every mode.' }),
    jobSelection: t.expose('jobSelection', { type: JobSelection, description: 'Where its job comes from.' }),
    job: t.relation('job', { type: Job, nullable: true, description: 'The job it names, with the selection JOB.' }),
    effectiveJob: t.field({
      type: Job,
      nullable: true,
      select: withJobs,
      description: 'The job that its contacts are put forward for now; null for none.',
      resolve: (row) => {
        const defaultJob = row.account.integrations[0]?.defaultJob ?? null;
        const settings = { defaultJobId: defaultJob?.id ?? null };
        const { jobId } = settleJob({ sequence: row, settings });
        return [row.job, defaultJob].find((job) => job?.id === jobId) ?? null;
      },
    }),
    contactCount: t.relationCount('enrollments', { description: 'How many contacts are in it.' }),
    syncCounts: t.field({
      type: [SyncCount],
      description: 'How many of its contacts stand where.',
      resolve: ({ id }, _, { loaders }) => loaders.syncCounts.load(id),
    }),
    syncedWithoutEffectiveJob: t.int({
      description: 'Contacts that are in the ATS already, and without the job that is effective now.',
      resolve: ({ id }, _, { database, caller }) => countSyncedWithoutJob(database, caller.accountId, id),
    }),
  }),
});

builder.queryField('sequences', (t) =>
  t.prismaConnection({
    type: Sequence,
    cursor: 'accountId_id',
    description: 'The account’s sequences, newest first.',
    args: {
      search: t.arg.string({ description: 'Part of the name; case does not count.' }),
      syncEnabled: t.arg.boolean({ description: 'Only those that are on, or those that are switched off.' }),
    },
    totalCount: (_, args, { database, caller }) => database.sequence.count({ where: matching(caller.accountId, args) }),
    resolve: (query, _, args, { database, caller }) =>
      database.sequence.findMany({ ...query, where: matching(caller.accountId, args), orderBy: { id: 'desc' } }),
  }),
);

type Wanted = { readonly search?: string | null | undefined; readonly syncEnabled?: boolean | null | undefined };

function matching(accountId: string, { search, syncEnabled }: Wanted) {
  const name = search?.trim();
  return {
    accountId,
    ...(name ? { name: { contains: name, mode: 'insensitive' } as const } : {}),
    ...(typeof syncEnabled === 'boolean' ? { syncEnabled } : {}),
  };
}
