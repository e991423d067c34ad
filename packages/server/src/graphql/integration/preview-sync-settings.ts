import {
  type SettingsPreview as Preview,
  previewSettings,
  type SettingsEffect,
} from '../../resync/preview-settings.ts';
import { builder } from '../builder.ts';
import { unwrap } from '../user-error.ts';
import { changeOf, UpdateSyncSettingsInput } from './update-sync-settings.ts';

const SettingsEffectType = builder.objectRef<SettingsEffect>('SettingsEffect').implement({
  description: 'What a change of settings means for some.',
  fields: (t) => ({
    description: t.exposeString('description', { description: 'One sentence about them.' }),
    count: t.exposeInt('count', { description: 'How many hand-overs: a contact in two sequences has two.' }),
    affected: t.exposeBoolean('affected', { description: 'Whether it changes anything for them.' }),
  }),
});

const SettingsPreview = builder.objectRef<Preview>('SettingsPreview').implement({
  description: 'What a change of settings would mean. It syncs nobody by itself.',
  fields: (t) => ({
    summary: t.exposeString('summary', { description: 'The settings after it, in one sentence.' }),
    effects: t.field({
      type: [SettingsEffectType],
      description: 'Everybody, by what it means for them; who is affected comes first.',
      resolve: ({ effects }) => [...effects],
    }),
  }),
});

builder.queryField('previewSyncSettings', (t) =>
  t.field({
    type: SettingsPreview,
    description: 'Whom a change of settings affects, and whom it does not, before it is made.',
    args: { input: t.arg({ type: UpdateSyncSettingsInput, required: true, description: 'The change.' }) },
    resolve: async (_, { input }, context) => {
      const { activityTracking: _later, ...change } = changeOf(input);
      return unwrap(await previewSettings(context, context.caller.accountId, change));
    },
  }),
);
