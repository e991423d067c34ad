import { builder } from '../builder.ts';
import { ResyncRun } from './resync-run.ts';

builder.queryField('resyncRuns', (t) =>
  t.prismaConnection({
    type: ResyncRun,
    cursor: 'accountId_id',
    description: 'The account’s resync runs, newest first.',
    totalCount: (_, __, { database, caller: { accountId } }) => database.resyncRun.count({ where: { accountId } }),
    resolve: (query, _, __, { database, caller: { accountId } }) =>
      database.resyncRun.findMany({ ...query, where: { accountId }, orderBy: { id: 'desc' } }),
  }),
);
