import { Alert, Badge, Button, Card, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlugConnected } from '@tabler/icons-react';
import { named } from '../../messages/named.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import { ButtonLink } from '../../ui/links.tsx';
import type { ConnectorCard } from './use-integrations.ts';

const colors = { CONNECTED: 'teal', INVALID_CREDENTIALS: 'red', PAUSED: 'orange', DISCONNECTED: 'gray' } as const;

type Props = { readonly connector: ConnectorCard; readonly mayChange: boolean; readonly onConnect: () => void };

/** One ATS: what it can do, and how its connection is. */
export function IntegrationCard({ connector, mayChange, onConnect }: Props) {
  const text = useText();
  const { integration, name, capabilities } = connector;
  return (
    <Card component="section" aria-label={name}>
      <Stack gap="md" justify="space-between" h="100%">
        <Group justify="space-between" wrap="nowrap">
          <Group wrap="nowrap">
            <ThemeIcon size={44} radius="md" variant="light">
              <IconPlugConnected />
            </ThemeIcon>
            <Title order={2} size="h4">
              {name}
            </Title>
          </Group>
          <Badge variant="light" size="lg" color={integration ? colors[integration.status] : 'gray'} flex="none">
            {text(integration ? `integrations.state.${integration.status}` : 'integrations.state.none')}
          </Badge>
        </Group>
        <Detail connector={connector} />
        <Trouble connector={connector} />
        <List size="sm" spacing={6} icon={<IconCheck size={16} aria-hidden="true" />} c="dimmed">
          {capabilities.map((capability) => (
            <List.Item key={capability}>{capability}</List.Item>
          ))}
        </List>
        <Group>
          {integration && integration.status !== 'DISCONNECTED' ? (
            <ButtonLink to="/integrations/$integrationId" params={{ integrationId: integration.id }} variant="light">
              {text('integrations.settings')}
            </ButtonLink>
          ) : null}
          {integration && integration.status !== 'DISCONNECTED' ? null : (
            <Button onClick={onConnect} disabled={!mayChange}>
              {text('integrations.connect', { connector: name })}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

/** What is wrong with it, and what that means meanwhile. */
function Trouble({ connector: { integration, name } }: { connector: ConnectorCard }) {
  const text = useText();
  if (!integration?.statusDetail || integration.status === 'DISCONNECTED') return null;
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={named(integration.statusDetail, name)}>
      {integration.status === 'CONNECTED' ? null : <Text size="sm">{text('key.waiting', { connector: name })}</Text>}
    </Alert>
  );
}

function Detail({ connector: { integration } }: { connector: ConnectorCard }) {
  const text = useText();
  const moment = useMoment();
  if (!integration?.credentialHint) return null;
  return (
    <Text size="sm" c="dimmed">
      {text('integrations.keyEnding', { hint: integration.credentialHint })},{' '}
      {text('integrations.since', { date: moment(integration.connectedAt) })}
    </Text>
  );
}
