import type { VariablesOf } from 'gql.tada';
import type { Settings } from '../../graphql/fragments.ts';
import type { UpdateSyncSettings } from './documents.ts';

type Change = VariablesOf<typeof UpdateSyncSettings>['input'];

/** These settings, as they are sent. */
export function changeTo(integrationId: string, settings: Settings): Change {
  const { defaultJob, mode, deduplication, onDuplicate, activityTracking } = settings;
  return { integrationId, mode, deduplication, onDuplicate, activityTracking, defaultJobId: defaultJob?.id ?? null };
}
