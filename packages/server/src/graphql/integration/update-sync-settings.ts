import { updateSettings } from '../../integrations/update-settings.ts';
import { builder } from '../builder.ts';
import { inputId } from '../ids.ts';
import { unwrap, userErrors } from '../user-error.ts';
import { Integration, OnDuplicate, SyncMode } from './integration.ts';

export const UpdateSyncSettingsInput = builder.inputType('UpdateSyncSettingsInput', {
  description: 'Settings to change. What is left out stays.',
  fields: (t) => ({
    integrationId: t.id({ required: true, description: 'Whose settings.' }),
    mode: t.field({ type: SyncMode, description: 'When contacts sync.' }),
    deduplication: t.boolean({ description: 'Whether earlier candidates are marked.' }),
    onDuplicate: t.field({ type: OnDuplicate, description: 'What happens to marked ones.' }),
    defaultJobId: t.id({ description: 'The job of sequences that name none; null takes it away.' }),
    activityTracking: t.boolean({ description: 'Whether email activity is written to candidates.' }),
  }),
});

type Input = typeof UpdateSyncSettingsInput.$inferInput;

builder.mutationField('updateSyncSettings', (t) =>
  t.prismaField({
    type: Integration,
    description: 'Changes when and how contacts sync, for what happens from now on: it syncs nobody by itself.',
    authScopes: { manager: true },
    errors: { types: userErrors, union: { name: 'UpdateSyncSettingsResult' } },
    args: { input: t.arg({ type: UpdateSyncSettingsInput, required: true, description: 'The change.' }) },
    resolve: async (query, _, { input }, { database, relay, caller }) => {
      const change = changeOf(input);
      unwrap(await updateSettings(database, caller, change));
      relay.changed(caller.accountId);
      const key = { accountId: caller.accountId, id: change.integrationId };
      return database.integration.findUniqueOrThrow({ ...query, where: { accountId_id: key } });
    },
  }),
);

export function changeOf({ integrationId, mode, deduplication, onDuplicate, defaultJobId, activityTracking }: Input) {
  return {
    integrationId: inputId('Integration', integrationId, 'integrationId'),
    ...(mode ? { mode } : {}),
    ...(typeof deduplication === 'boolean' ? { deduplication } : {}),
    ...(onDuplicate ? { onDuplicate } : {}),
    ...(defaultJobId === undefined
      ? {}
      : { defaultJobId: defaultJobId && inputId('Job', defaultJobId, 'defaultJobId') }),
    ...(typeof activityTracking === 'boolean' ? { activityTracking } : {}),
  };
}
