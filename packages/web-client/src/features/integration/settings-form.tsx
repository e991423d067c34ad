import { Alert, Button, Card, Group, Radio, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBulb } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { IntegrationParts, Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { UpdateSyncSettings } from './documents.ts';
import { JobPicker } from './job-picker.tsx';

const modes = ['OFF', 'ON_ADDED', 'ON_REPLY'] as const;
const onDuplicates = ['HOLD', 'WARN'] as const;
type Settings = IntegrationParts['settings'];

/** When and how contacts sync, and one sentence that sums it up. */
export function SettingsForm({ integration, mayChange }: { integration: IntegrationParts; mayChange: boolean }) {
  const text = useText();
  const [settings, setSettings] = useState<Settings>(integration.settings);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, update] = useMutation(UpdateSyncSettings);
  const connector = integration.connector.name;
  const change = (part: Partial<Settings>) => setSettings({ ...settings, ...part });

  async function save(event: FormEvent) {
    event.preventDefault();
    const { mode, deduplication, onDuplicate, defaultJob } = settings;
    const input = { integrationId: integration.id, mode, deduplication, onDuplicate };
    const { data } = await update({ input: { ...input, defaultJobId: defaultJob?.id ?? null } });
    const answer = data?.updateSyncSettings;
    if (answer?.__typename !== 'Integration') return setRefusal(answer ?? null);
    setRefusal(null);
    notifications.show({ color: 'teal', title: text('settings.saved'), message: text('settings.savedText') });
  }

  return (
    <form onSubmit={save}>
      <Stack gap="lg">
        <Card>
          <Radio.Group
            value={settings.mode}
            onChange={(mode) => change({ mode: modes.find((known) => known === mode) ?? 'OFF' })}
            label={
              <Text fw={650} component="span">
                {text('settings.when')}
              </Text>
            }
          >
            <SimpleGrid cols={{ base: 1, sm: 3 }} mt="md">
              {modes.map((mode) => (
                <Radio.Card
                  key={mode}
                  value={mode}
                  p="md"
                  radius="md"
                  disabled={!mayChange}
                  aria-label={text(`settings.mode.${mode}`)}
                >
                  <Group wrap="nowrap" align="flex-start">
                    <Radio.Indicator />
                    <Stack gap={4}>
                      <Text fw={600}>{text(`settings.mode.${mode}`)}</Text>
                      <Text size="sm" c="dimmed">
                        {text(`settings.mode.${mode}.text`, { connector })}
                      </Text>
                    </Stack>
                  </Group>
                </Radio.Card>
              ))}
            </SimpleGrid>
          </Radio.Group>
        </Card>
        <Card>
          <JobPicker
            integrationId={integration.id}
            label={text('settings.job')}
            description={text('settings.job.text')}
            value={settings.defaultJob}
            disabled={!mayChange}
            onChange={(defaultJob) => change({ defaultJob })}
          />
        </Card>
        <Card>
          <Stack gap="md">
            <Title order={2} size="h5">
              {text('settings.duplicates', { connector })}
            </Title>
            <Switch
              label={text('settings.deduplication')}
              description={text('settings.never')}
              checked={settings.deduplication}
              disabled={!mayChange}
              onChange={(event) => change({ deduplication: event.currentTarget.checked })}
            />
            <Radio.Group
              label={text('settings.onDuplicate')}
              value={settings.onDuplicate}
              onChange={(value) => change({ onDuplicate: onDuplicates.find((known) => known === value) ?? 'HOLD' })}
            >
              <Stack gap="xs" mt="xs">
                {onDuplicates.map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={text(`settings.onDuplicate.${value}`)}
                    disabled={!mayChange || !settings.deduplication}
                  />
                ))}
              </Stack>
            </Radio.Group>
          </Stack>
        </Card>
        <Alert icon={<IconBulb />} aria-live="polite">
          <Summary settings={settings} />
        </Alert>
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <Group>
          <Button type="submit" loading={fetching} disabled={!mayChange}>
            {text('settings.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Summary({ settings: { mode, defaultJob } }: { settings: Settings }) {
  const text = useText();
  const job = defaultJob ? text('settings.sum.job', { job: defaultJob.title }) : text('settings.sum.noJob');
  return text(`settings.sum.${mode}`, { job });
}
