import { followFeed } from '../../live/follow-feed.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { keptOf } from '../kept-frame.ts';
import { NotFoundError } from '../user-error.ts';
import { ResyncRun } from './resync-run.ts';

builder.subscriptionField('resyncRunUpdated', (t) =>
  t.prismaField({
    type: ResyncRun,
    description: 'Follows a run. The first frame is as it is now; several changes may come as their last.',
    args: { id: t.arg.id({ required: true, description: 'Which run.' }) },
    subscribe: async (_, { id }, context) => {
      const { accountId } = context.caller;
      const runId = inputId('ResyncRun', id, 'id');
      const key = { accountId_id: { accountId, id: runId } };
      const run = await context.database.resyncRun.findUnique({ where: key, select: { id: true } });
      if (!run) throw new NotFoundError({ code: 'NOT_FOUND', message: 'There is no such run.', path: ['id'] });
      return followFeed(context, { accountId, interest: { topic: 'RUN', runId }, after: null });
    },
    resolve: (query, frame, { id }, { database, caller: { accountId } }) => {
      keptOf(frame);
      const key = { accountId, id: inputId('ResyncRun', id, 'id') };
      return database.resyncRun.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);
