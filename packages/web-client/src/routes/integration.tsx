import { Alert, Group } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { Navigate, useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { Integration } from '../features/integration/documents.ts';
import { SettingsForm } from '../features/integration/settings-form.tsx';
import { useViewer } from '../features/viewer.ts';
import { useText } from '../messages/use-text.ts';
import { AnchorLink } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Loading, ReadOnly } from '../ui/states.tsx';

export function IntegrationScreen() {
  const text = useText();
  const { integrationId } = useParams({ from: '/integrations/$integrationId' });
  const { account, member, mayChange } = useViewer();
  const [{ data, error }, refetch] = useQuery({ query: Integration, variables: { id: integrationId } });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Loading />;
  const integration = data.node;
  if (integration?.__typename !== 'Integration') return <Navigate to="/integrations" replace />;
  const connector = integration.connector.name;
  return (
    <Page title={text('settings.title', { connector })} back={<Back />}>
      {member && !mayChange ? <ReadOnly account={account} /> : null}
      {integration.settings.mode === 'OFF' && mayChange ? (
        <Alert color="blue" variant="light" icon={<IconInfoCircle />}>
          {text('settings.choose', { connector })}
        </Alert>
      ) : null}
      <SettingsForm key={integration.id} integration={integration} mayChange={mayChange} />
    </Page>
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
