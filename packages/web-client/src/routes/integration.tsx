import { Alert, Group } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { Navigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { KeyCard } from '../features/integration/key-card.tsx';
import { SettingsForm } from '../features/integration/settings-form.tsx';
import { type ConnectorCard, useIntegrations } from '../features/integration/use-integrations.ts';
import { useViewer } from '../features/viewer.ts';
import type { IntegrationParts } from '../graphql/fragments.ts';
import { useText } from '../messages/use-text.ts';
import { AnchorLink } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Loading, ReadOnly } from '../ui/states.tsx';

export function IntegrationScreen() {
  const text = useText();
  const { integrationId } = useParams({ from: '/integrations/$integrationId' });
  const { account, member, mayChange } = useViewer();
  const { connectors, loading, settled, error, refetch } = useIntegrations();
  if (error) return <Failed error={error} retry={refetch} />;
  const card = connectors.find(({ integration }) => integration?.id === integrationId);
  const integration = card?.integration;
  // One that was connected a moment ago may not be in the list that is shown yet.
  const isGone = !integration || integration.status === 'DISCONNECTED';
  if (loading || (isGone && !settled)) return <Loading />;
  if (isGone) return <Navigate to="/integrations" replace />;
  const connector = card.name;
  return (
    <Page title={text('settings.title', { connector })} back={<Back />}>
      {member && !mayChange ? <ReadOnly account={account} /> : null}
      <Settings connector={card} integration={integration} mayChange={mayChange} />
    </Page>
  );
}

type SettingsProps = {
  readonly connector: ConnectorCard;
  readonly integration: IntegrationParts;
  readonly mayChange: boolean;
};

/** What waits for a person comes first, and stays where it is while they see to it. */
function Settings({ connector, integration, mayChange }: SettingsProps) {
  const text = useText();
  const [isKeyFirst] = useState(integration.status !== 'CONNECTED');
  const key = <KeyCard integration={integration} connector={connector} mayChange={mayChange} />;
  return (
    <>
      {isKeyFirst ? key : null}
      {integration.settings.mode === 'OFF' && mayChange ? (
        <Alert color="blue" variant="light" icon={<IconInfoCircle />}>
          {text('settings.choose', { connector: connector.name })}
        </Alert>
      ) : null}
      <SettingsForm key={integration.id} integration={integration} mayChange={mayChange} />
      {isKeyFirst ? null : key}
    </>
  );
}

function Back() {
  const text = useText();
  return (
    <AnchorLink to="/integrations" size="sm">
      <Group gap={4}>
        <IconArrowLeft size={16} aria-hidden="true" />
        {text('settings.back')}
      </Group>
    </AnchorLink>
  );
}
