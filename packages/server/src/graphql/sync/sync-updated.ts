import { type Frame, followFeed } from '../../live/follow-feed.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { InvalidInputError, NotFoundError } from '../user-error.ts';
import { Sync } from './sync.ts';

const SyncFrame = builder.objectRef<Frame>('SyncFrame').implement({
  description: 'One message to a subscriber.',
  fields: (t) => ({
    cursor: t.string({
      description: 'Where this frame is in the account’s feed: give it as `after` to go on from here.',
      resolve: ({ cursor }) => cursor.toString(),
    }),
    sync: t.prismaField({
      type: Sync,
      nullable: true,
      description: 'The sync as it is now; null in a first frame that only says where the feed is.',
      resolve: (query, { subjectId }, _, { database, caller: { accountId } }) =>
        subjectId === null
          ? null
          : database.sync.findUnique({ ...query, where: { accountId_id: { accountId, id: subjectId } } }),
    }),
  }),
});

builder.subscriptionField('syncUpdated', (t) =>
  t.field({
    type: SyncFrame,
    description:
      'Follows the syncs of an integration. Without `after` the first frame says where the feed is now; with it, what has changed since comes first. Several changes of one sync may come as its last.',
    args: {
      integrationId: t.arg.id({ required: true, description: 'Whose syncs.' }),
      sequenceId: t.arg.id({ description: 'Only those of this sequence.' }),
      after: t.arg.string({ description: 'The cursor of the last frame that was seen.' }),
    },
    subscribe: async (_, args, { database, relay, caller: { accountId } }) => {
      const id = inputId('Integration', args.integrationId, 'integrationId');
      const integration = await database.integration.findUnique({ where: { accountId_id: { accountId, id } } });
      if (!integration) throw new NotFoundError({ code: 'NOT_FOUND', message: 'There is no such integration.' });
      const sequenceId = args.sequenceId ? inputId('Sequence', args.sequenceId, 'sequenceId') : null;
      const interest = { topic: 'SYNC', integrationId: id, sequenceId } as const;
      return followFeed({ database, relay }, { accountId, interest, after: cursorOf(args.after) });
    },
    resolve: (frame) => frame,
  }),
);

function cursorOf(after: string | null | undefined): bigint | null {
  if (after === null || after === undefined) return null;
  if (/^\d{1,18}$/.test(after)) return BigInt(after);
  throw new InvalidInputError({ code: 'INVALID_INPUT', message: 'This is not a cursor of the feed.', path: ['after'] });
}
