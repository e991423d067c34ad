import { refreshStaleJobs } from '../../engine/refresh-jobs.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';

const JobStatus = builder.enumType('JobStatus', {
  description: 'Where an opening stands.',
  values: {
    DRAFT: { description: 'Not opened yet.' },
    OPEN: { description: 'Takes applications.' },
    CLOSED: { description: 'Takes none any more, or cannot be seen with this credential.' },
    ARCHIVED: { description: 'Put away.' },
  },
});

export const Job = builder.prismaNode('Job', {
  description: 'An opening in the ATS, as last seen.',
  id: { resolve: ({ id }) => id, description: 'Stable.' },
  findUnique: (id, { caller: { accountId } }) => ({ accountId_id: { accountId, id } }),
  fields: (t) => ({
    title: t.exposeString('title', { description: 'As in the ATS.' }),
    status: t.expose('status', { type: JobStatus, description: 'Only open ones take applications.' }),
    confidential: t.exposeBoolean('confidential', { description: 'Hidden from most people in the ATS.' }),
  }),
});

builder.queryField('jobs', (t) =>
  t.prismaConnection({
    type: Job,
    cursor: 'accountId_id',
    description: 'The open jobs of an integration, by title. Read from the ATS at most a minute ago.',
    args: {
      integrationId: t.arg.id({ required: true, description: 'Whose jobs.' }),
      search: t.arg.string({ description: 'Part of the title; case does not count.' }),
    },
    totalCount: (_, args, { database, caller }) => database.job.count({ where: openJobs(caller.accountId, args) }),
    resolve: async (query, _, args, context) => {
      const { accountId } = context.caller;
      const where = openJobs(accountId, args);
      await refreshStaleJobs(context, { accountId, integrationId: where.integrationId });
      return context.database.job.findMany({ ...query, where, orderBy: [{ title: 'asc' }, { id: 'asc' }] });
    },
  }),
);

function openJobs(
  accountId: string,
  { integrationId, search }: { integrationId: string; search?: string | null | undefined },
) {
  return {
    accountId,
    integrationId: inputId('Integration', integrationId, 'integrationId'),
    status: 'OPEN',
    ...(search?.trim() ? { title: { contains: search.trim(), mode: 'insensitive' } } : {}),
  } as const satisfies Prisma.JobWhereInput;
}
