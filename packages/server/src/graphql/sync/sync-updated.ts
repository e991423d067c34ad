import { followFeed } from '../../live/follow-feed.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { requireIntegration } from '../integration/require-integration.ts';
import { type Kept, keptOf } from '../kept-frame.ts';
import { InvalidInputError } from '../user-error.ts';
import { Sync } from './sync.ts';

const SyncFrame = builder.objectRef<Kept>('SyncFrame').implement({
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
      resolve: (query, frame, _, { database, caller: { accountId } }) =>
        frame.kind === 'HERE'
          ? null
          : database.sync.findUnique({ ...query, where: { accountId_id: { accountId, id: frame.subjectId } } }),
    }),
  }),
});

builder.subscriptionField('syncUpdated', (t) =>
  t.field({
    type: SyncFrame,
    description:
      'Follows the syncs of an integration. Without `after` the first frame says where the feed is now; with it, what has changed since comes first. Several changes of one sync may come as its last. Changes are kept for a day: an older cursor ends with the error `CURSOR_TOO_OLD`.',
    args: {
      integrationId: t.arg.id({ required: true, description: 'Whose syncs.' }),
      sequenceId: t.arg.id({ description: 'Only those of this sequence.' }),
      after: t.arg.string({ description: 'The cursor of the last frame that was seen.' }),
    },
    subscribe: async (_, args, context) => {
      const { accountId } = context.caller;
      const integrationId = await requireIntegration(context, args.integrationId, 'integrationId');
      const sequenceId = args.sequenceId ? inputId('Sequence', args.sequenceId, 'sequenceId') : null;
      const interest = { topic: 'SYNC', integrationId, sequenceId } as const;
      return followFeed(context, { accountId, interest, after: cursorOf(args.after) });
    },
    resolve: keptOf,
  }),
);

function cursorOf(after: string | null | undefined): bigint | null {
  if (after === null || after === undefined) return null;
  if (/^\d{1,18}$/.test(after)) return BigInt(after);
  throw new InvalidInputError({ code: 'INVALID_INPUT', message: 'This is not a cursor of the feed.', path: ['after'] });
}
