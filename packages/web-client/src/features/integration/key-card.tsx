import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { IntegrationParts } from '../../graphql/fragments.ts';
import { named } from '../../messages/named.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { PermissionList } from './permission-list.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import type { ConnectorCard } from './use-integrations.ts';

type Props = {
  readonly integration: IntegrationParts;
  readonly connector: ConnectorCard;
  readonly mayChange: boolean;
};

/** How the link to the ATS is, what its key may do, and how to change or end it. */
export function KeyCard({ integration, connector, mayChange }: Props) {
  const text = useText();
  const moment = useMoment();
  const [open, setOpen] = useState<'NOTHING' | 'REPLACE' | 'DISCONNECT'>('NOTHING');
  const { id, status, statusDetail, credentialHint, connectedAt, permissions } = integration;
  const missing = permissions.filter(({ granted }) => !granted);
  const close = () => setOpen('NOTHING');
  return (
    <Card component="section" aria-label={text('key.title')}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Stack gap={2}>
            <Title order={2} size="h5">
              {text('key.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {text('integrations.keyEnding', { hint: credentialHint ?? '' })},{' '}
              {text('integrations.since', { date: moment(connectedAt) })}
            </Text>
          </Stack>
          <Group gap="sm">
            <Button variant="default" disabled={!mayChange} onClick={() => setOpen('REPLACE')}>
              {text('key.replace')}
            </Button>
            <Button variant="subtle" color="red" disabled={!mayChange} onClick={() => setOpen('DISCONNECT')}>
              {text('key.disconnect')}
            </Button>
          </Group>
        </Group>
        {status === 'INVALID_CREDENTIALS' || status === 'PAUSED' ? (
          <Alert
            color="red"
            icon={<IconAlertTriangle />}
            title={statusDetail ? named(statusDetail, connector.name) : text(`integrations.state.${status}`)}
          >
            <Text size="sm">{text('key.waiting', { connector: connector.name })}</Text>
          </Alert>
        ) : null}
        {missing.length > 0 ? <PermissionList permissions={missing} /> : null}
      </Stack>
      {open === 'REPLACE' ? <ReplaceDialog connector={connector} integrationId={id} onClose={close} /> : null}
      {open === 'DISCONNECT' ? (
        <DisconnectDialog integrationId={id} connector={connector.name} onClose={close} />
      ) : null}
    </Card>
  );
}
