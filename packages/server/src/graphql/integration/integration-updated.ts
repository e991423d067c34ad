import { followFeed } from '../../live/follow-feed.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { keptOf } from '../kept-frame.ts';
import { Integration } from './integration.ts';
import { requireIntegration } from './require-integration.ts';

builder.subscriptionField('integrationUpdated', (t) =>
  t.prismaField({
    type: Integration,
    description:
      'Follows an integration: its status, credential and settings. The first frame is as it is now; several changes may come as their last.',
    args: { id: t.arg.id({ required: true, description: 'Which integration.' }) },
    subscribe: async (_, { id }, context) => {
      const { accountId } = context.caller;
      const integrationId = await requireIntegration(context, id, 'id');
      return followFeed(context, { accountId, interest: { topic: 'INTEGRATION', integrationId }, after: null });
    },
    resolve: (query, frame, { id }, { database, caller: { accountId } }) => {
      keptOf(frame);
      const key = { accountId, id: inputId('Integration', id, 'id') };
      return database.integration.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);
