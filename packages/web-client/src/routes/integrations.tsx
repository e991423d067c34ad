import { SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { ConnectDialog } from '../features/integration/connect-dialog.tsx';
import { FirstRun } from '../features/integration/first-run.tsx';
import { IntegrationCard } from '../features/integration/integration-card.tsx';
import { useIntegrations } from '../features/integration/use-integrations.ts';
import { useSampleData } from '../features/integration/use-sample-data.ts';
import { useViewer } from '../features/viewer.ts';
import { useText } from '../messages/use-text.ts';
import { sample } from '../sample.ts';
import { Page } from '../ui/page.tsx';
import { Failed, Loading, ReadOnly } from '../ui/states.tsx';

export function IntegrationsScreen() {
  const text = useText();
  const { account, member, mayChange } = useViewer();
  const { connectors, integrations, error, loading, refetch } = useIntegrations();
  const [connecting, setConnecting] = useState<string | null>(null);
  const [sampled] = useState(sample.get);
  const trial = useSampleData(sampled);
  const unconnected = !loading && integrations.length === 0;
  const tryable = connectors.find(({ id }) => id === sampled?.connectorId);
  const chosen = connectors.find(({ id }) => id === connecting);
  return (
    <Page title={text('integrations.title')} text={text('integrations.text')}>
      {member && !mayChange ? <ReadOnly account={account} /> : null}
      {error ? <Failed error={error} retry={refetch} /> : null}
      {loading ? <Loading lines={1} /> : null}
      {tryable && trial && mayChange && (unconnected || trial.step || trial.refusal) ? (
        <FirstRun connector={tryable} trial={trial} />
      ) : null}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {connectors.map((connector) => (
          <IntegrationCard
            key={connector.id}
            connector={connector}
            mayChange={mayChange}
            onConnect={() => setConnecting(connector.id)}
          />
        ))}
      </SimpleGrid>
      {chosen ? <ConnectDialog connector={chosen} onClose={() => setConnecting(null)} /> : null}
    </Page>
  );
}
