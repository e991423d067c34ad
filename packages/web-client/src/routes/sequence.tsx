import { Alert, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { Navigate, useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { useIntegrations } from '../features/integration/use-integrations.ts';
import { SequenceSync } from '../features/sequence/documents.ts';
import { SequenceForm } from '../features/sequence/sequence-form.tsx';
import { StateBadge } from '../features/sync/sync-status.tsx';
import { useViewer } from '../features/viewer.ts';
import { useText } from '../messages/use-text.ts';
import { AnchorLink } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Loading, ReadOnly } from '../ui/states.tsx';

export function SequenceScreen() {
  const text = useText();
  const { sequenceId } = useParams({ from: '/sequences/$sequenceId' });
  const { account, member, mayChange } = useViewer();
  const { integrations } = useIntegrations();
  const [{ data, error }, refetch] = useQuery({ query: SequenceSync, variables: { id: sequenceId } });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Loading />;
  const sequence = data.node;
  if (sequence?.__typename !== 'Sequence') return <Navigate to="/sequences" replace />;
  const { name, contactCount, syncCounts, syncedWithoutEffectiveJob } = sequence;
  return (
    <Page title={name} text={text('sequences.contacts', { count: contactCount })}>
      <AnchorLink to="/sequences" size="sm">
        <Group gap={4}>
          <IconArrowLeft size={16} aria-hidden="true" />
          {text('sequence.back')}
        </Group>
      </AnchorLink>
      {member && !mayChange ? <ReadOnly account={account} /> : null}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <SequenceForm
          key={sequence.id}
          sequence={sequence}
          integrationId={integrations[0]?.id ?? null}
          mayChange={mayChange}
        />
        <Card>
          <Stack gap="md">
            <Title order={2} size="h5">
              {text('sequence.counts')}
            </Title>
            {syncCounts.length === 0 ? <Text c="dimmed">{text('sequence.counts.empty')}</Text> : null}
            {syncCounts.map(({ state, reason, count }) => (
              <Group key={`${state} ${reason}`} justify="space-between">
                <StateBadge state={state} label={text(reason ? `reason.${reason}` : `state.${state}`)} />
                <Text fw={600}>{count}</Text>
              </Group>
            ))}
            <AnchorLink to="/contacts" search={{ sequence: sequence.id }} size="sm">
              {text('sequence.open')}
            </AnchorLink>
          </Stack>
        </Card>
      </SimpleGrid>
      {syncedWithoutEffectiveJob > 0 ? (
        <Alert color="orange" icon={<IconInfoCircle />}>
          {text('sequence.guard', { count: syncedWithoutEffectiveJob })}
        </Alert>
      ) : null}
    </Page>
  );
}
