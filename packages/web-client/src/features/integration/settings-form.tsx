import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { IntegrationParts, Refusal, Settings } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { SavedNote } from '../../ui/saved-note.tsx';
import { ActivitySettings } from './activity-settings.tsx';
import { UpdateSyncSettings } from './documents.ts';
import { DuplicateSettings } from './duplicate-settings.tsx';
import { JobPicker } from './job-picker.tsx';
import { ModeCards } from './mode-cards.tsx';
import { changeTo } from './settings-change.ts';
import { SettingsSummary } from './settings-summary.tsx';

type Saved =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'SAVED'; readonly before: Settings }
  | { readonly kind: 'UNDONE' };

/** When and how contacts sync, summed up in one sentence; what was saved can be undone. */
export function SettingsForm({ integration, mayChange }: { integration: IntegrationParts; mayChange: boolean }) {
  const text = useText();
  const [settings, setSettings] = useState<Settings>(integration.settings);
  const [saved, setSaved] = useState<Saved>({ kind: 'NONE' });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching, error }, update] = useMutation(UpdateSyncSettings);
  const connector = integration.connector.name;
  const changed = JSON.stringify(settings) !== JSON.stringify(integration.settings);
  const change = (part: Partial<Settings>) => {
    setSaved({ kind: 'NONE' });
    setSettings({ ...settings, ...part });
  };

  async function send(wanted: Settings, then: Saved) {
    const { data } = await update({ input: changeTo(integration.id, wanted) });
    const answer = data?.updateSyncSettings;
    if (answer?.__typename !== 'Integration') return setRefusal(answer ?? null);
    setRefusal(null);
    setSettings(answer.settings);
    setSaved(then);
  }

  function save(event: FormEvent) {
    event.preventDefault();
    send(settings, { kind: 'SAVED', before: integration.settings });
  }

  return (
    <form onSubmit={save}>
      <Stack gap="lg">
        <ModeCards
          mode={settings.mode}
          connector={connector}
          mayChange={mayChange}
          onChange={(mode) => change({ mode })}
        />
        <Card>
          <Stack gap="md">
            <Title order={2} size="h5">
              {text('settings.jobTitle')}
            </Title>
            <JobPicker
              integrationId={integration.id}
              label={text('settings.job')}
              description={text('settings.job.text')}
              value={settings.defaultJob}
              disabled={!mayChange}
              onChange={(defaultJob) => change({ defaultJob })}
            />
          </Stack>
        </Card>
        <DuplicateSettings settings={settings} connector={connector} mayChange={mayChange} onChange={change} />
        <ActivitySettings
          tracking={settings.activityTracking}
          integration={integration}
          mayChange={mayChange}
          onChange={(activityTracking) => change({ activityTracking })}
        />
        <SettingsSummary settings={settings} integration={integration} changed={changed} />
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        {error ? <RefusalAlert refusal={{ message: text('error.unsaved'), remedy: null }} /> : null}
        <Group>
          <Button type="submit" loading={fetching} disabled={!mayChange}>
            {text('settings.save')}
          </Button>
          {changed ? (
            <Text size="sm" c="dimmed">
              {text('settings.unsaved')}
            </Text>
          ) : null}
          <SavedNote
            note={
              saved.kind === 'SAVED' ? text('settings.savedText') : saved.kind === 'UNDONE' ? text('undo.done') : null
            }
            onUndo={saved.kind === 'SAVED' ? () => send(saved.before, { kind: 'UNDONE' }) : null}
          />
        </Group>
      </Stack>
    </form>
  );
}
