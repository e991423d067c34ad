import { Card, Stack, Switch, Text, Title } from '@mantine/core';
import type { IntegrationParts } from '../../graphql/fragments.ts';
import { useMoment, useText } from '../../messages/use-text.ts';

type Props = {
  readonly tracking: boolean;
  readonly integration: IntegrationParts;
  readonly mayChange: boolean;
  readonly onChange: (tracking: boolean) => void;
};

/** Whether email activity is written, and from when on it can be. */
export function ActivitySettings({ tracking, integration, mayChange, onChange }: Props) {
  const text = useText();
  const moment = useMoment();
  const { connector, connectedAt } = integration;
  return (
    <Card>
      <Stack gap="md">
        <Title order={2} size="h5">
          {text('settings.activity')}
        </Title>
        <Switch
          label={text('settings.tracking', { connector: connector.name })}
          description={text('settings.tracking.off')}
          checked={tracking}
          disabled={!mayChange}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          {text('settings.tracking.text', { date: moment(connectedAt), connector: connector.name })}
        </Text>
      </Stack>
    </Card>
  );
}
