import { Alert, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { Navigate, useParams } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useQuery } from 'urql';
import { useIntegrations } from '../features/integration/use-integrations.ts';
import { AssignJobGuard } from '../features/sequence/assign-job.tsx';
import { SequenceSync } from '../features/sequence/documents.ts';
import { SequenceCounts } from '../features/sequence/sequence-counts.tsx';
import { SequenceForm } from '../features/sequence/sequence-form.tsx';
import { useViewer } from '../features/viewer.ts';
import type { ChangedSync } from '../graphql/changes.ts';
import type { IntegrationParts } from '../graphql/fragments.ts';
import { useRereadOnChanges } from '../graphql/reread.ts';
import { useText } from '../messages/use-text.ts';
import { AnchorLink, ButtonLink } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Loading, ReadOnly } from '../ui/states.tsx';

export function SequenceScreen() {
  const text = useText();
  const { sequenceId } = useParams({ from: '/sequences/$sequenceId' });
  const { account, member, mayChange } = useViewer();
  const { integrations, loading } = useIntegrations();
  const variables = useMemo(() => ({ id: sequenceId }), [sequenceId]);
  const [{ data, error }, refetch] = useQuery({ query: SequenceSync, variables });
  const when = useCallback(({ enrollment }: ChangedSync) => enrollment.sequence.id === sequenceId, [sequenceId]);
  useRereadOnChanges({ query: SequenceSync, variables, when });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data || loading) return <Loading />;
  const sequence = data.node;
  if (sequence?.__typename !== 'Sequence') return <Navigate to="/sequences" replace />;
  const integration = integrations.find(({ status }) => status !== 'DISCONNECTED') ?? null;
  const { name, contactCount, effectiveJob, syncedWithoutEffectiveJob: unassigned } = sequence;
  return (
    <Page title={name} text={text('sequences.contacts', { count: contactCount })} back={<Back />}>
      {member && !mayChange ? <ReadOnly account={account} /> : null}
      <NoEffect integration={integration} />
      {unassigned > 0 && effectiveJob && integration ? (
        <AssignJobGuard
          sequenceId={sequence.id}
          job={effectiveJob}
          count={unassigned}
          connector={integration.connector.name}
          mayChange={mayChange}
        />
      ) : null}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <SequenceForm key={sequence.id} sequence={sequence} integration={integration} mayChange={mayChange} />
        <SequenceCounts sequence={sequence} />
      </SimpleGrid>
    </Page>
  );
}

function Back() {
  const text = useText();
  return (
    <AnchorLink to="/sequences" size="sm">
      <Group gap={4}>
        <IconArrowLeft size={16} aria-hidden="true" />
        {text('sequence.back')}
      </Group>
    </AnchorLink>
  );
}

/** Said when nothing that is chosen here counts. */
function NoEffect({ integration }: { integration: IntegrationParts | null }) {
  const text = useText();
  if (integration && integration.settings.mode !== 'OFF') return null;
  const connector = integration?.connector.name ?? '';
  return (
    <Alert color="blue" icon={<IconInfoCircle />}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{integration ? text('sequence.modeOff', { connector }) : text('sequence.notConnected')}</Text>
        {integration ? (
          <ButtonLink
            to="/integrations/$integrationId"
            params={{ integrationId: integration.id }}
            size="compact-sm"
            variant="default"
          >
            {text('sequence.modeOff.link')}
          </ButtonLink>
        ) : (
          <ButtonLink to="/integrations" size="compact-sm" variant="default">
            {text('nav.integrations')}
          </ButtonLink>
        )}
      </Stack>
    </Alert>
  );
}
