import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from 'urql';
import type { IntegrationParts, Settings } from '../../graphql/fragments.ts';
import { Say } from '../../messages/say.tsx';
import { useText } from '../../messages/use-text.ts';
import { PreviewSyncSettings } from './documents.ts';
import { changeTo } from './settings-change.ts';

const pauseMs = 250;

type Props = { readonly settings: Settings; readonly integration: IntegrationParts };

/** Before settings are saved: who is affected, and who is not. */
export function SettingsPreview({ settings, integration }: Props) {
  const text = useText();
  const [settled] = useDebouncedValue(settings, pauseMs);
  const variables = { input: changeTo(integration.id, settled) };
  const [{ data, error }, again] = useQuery({ query: PreviewSyncSettings, variables, requestPolicy: 'network-only' });
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {text('settings.affected')}
      </Text>
      <List size="sm" spacing={4} aria-live="polite">
        <List.Item>{text('settings.affected.new')}</List.Item>
        {(data?.previewSyncSettings.effects ?? []).map(({ description, count }) => (
          <List.Item key={description}>
            <Say id="settings.effect" values={{ count, description }} />
          </List.Item>
        ))}
        <List.Item>{text('settings.affected.old', { connector: integration.connector.name })}</List.Item>
      </List>
      {error ? (
        <Group gap="sm">
          <Text size="sm">{text('settings.affected.unknown')}</Text>
          <Button size="compact-sm" variant="light" onClick={() => again()}>
            {text('error.retry')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
