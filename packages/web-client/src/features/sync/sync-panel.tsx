import { Anchor, Button, CloseButton, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import type { ChangedSync } from '../../graphql/changes.ts';
import { useRereadOnChanges } from '../../graphql/reread.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { Failed } from '../../ui/states.tsx';
import { useIntegrations } from '../integration/use-integrations.ts';
import { useViewer } from '../viewer.ts';
import { ActivityList } from './activity-list.tsx';
import { SyncDetails, type SyncDetailsOf } from './documents.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { SyncReason } from './sync-reason.tsx';
import { StateBadge } from './sync-status.tsx';
import { SyncHistory, SyncTrace } from './sync-trace.tsx';

type Erasing = { readonly contact: { readonly id: string; readonly name: string }; readonly connector: string };
type Props = { readonly syncId: string; readonly onClose: () => void };

/** Why somebody is in the ATS or not, and what to do about it. */
export function SyncPanel({ syncId, onClose }: Props) {
  const text = useText();
  const variables = useMemo(() => ({ id: syncId }), [syncId]);
  const [{ data, error }, refetch] = useQuery({ query: SyncDetails, variables });
  const when = useCallback(({ id }: ChangedSync) => id === syncId, [syncId]);
  useRereadOnChanges({ query: SyncDetails, variables, when });
  const [erasing, setErasing] = useState<Erasing | null>(null);
  const sync = data?.node?.__typename === 'Sync' ? data.node : null;
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="lg">
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label={text('why.label')}>
        <Drawer.Body p="lg">
          <Group justify="flex-end">
            <CloseButton onClick={onClose} aria-label={text('close')} data-autofocus />
          </Group>
          {error ? <Failed error={error} retry={refetch} /> : null}
          {!data && !error ? <Skeleton height={200} radius="md" /> : null}
          {sync ? <Details sync={sync} onErase={setErasing} /> : null}
          {erasing ? <EraseDialog {...erasing} onClose={() => setErasing(null)} onErased={onClose} /> : null}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Details({ sync, onErase }: { sync: SyncDetailsOf; onErase: (whom: Erasing) => void }) {
  const text = useText();
  const { integrations } = useIntegrations();
  const { mayChange } = useViewer();
  const integration = integrations.find(({ status }) => status !== 'DISCONNECTED') ?? integrations[0] ?? null;
  const connector = integration?.connector.name ?? text('ats');
  const { contact, sequence } = sync.enrollment;
  const work = [contact.title, contact.company].filter(Boolean).join(', ');
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Title order={2} size="h3">
          {contact.name}
        </Title>
        <Text c="dimmed">{contact.email ?? text('contacts.noEmail')}</Text>
        {work ? (
          <Text c="dimmed" size="sm">
            {work}
          </Text>
        ) : null}
      </Stack>
      <Group gap="sm">
        <StateBadge state={sync.state} label={sync.reason ? text(`reason.${sync.reason}`) : sync.label} />
        <AnchorLink to="/sequences/$sequenceId" params={{ sequenceId: sequence.id }} size="sm">
          {sequence.syncEnabled ? sequence.name : text('sequences.named.off', { name: sequence.name })}
        </AnchorLink>
      </Group>
      {integration ? <SyncReason sync={sync} integration={integration} /> : null}
      <SyncTrace steps={sync.explanation} connector={connector} />
      <Facts sync={sync} connector={connector} />
      <ActivityList activities={contact.activities} integrationId={integration?.id ?? null} connector={connector} />
      <SyncHistory transitions={sync.history.nodes} />
      {mayChange ? (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          flex="none"
          mr="auto"
          onClick={() => onErase({ contact, connector })}
        >
          {text('erase.action')}
        </Button>
      ) : null}
    </Stack>
  );
}

function Facts({ sync, connector }: { sync: SyncDetailsOf; connector: string }) {
  const text = useText();
  const moment = useMoment();
  const { enrollment, candidate, application, job, updatedAt } = sync;
  const facts = [
    [text('why.added'), moment(enrollment.addedAt)],
    [text('why.replied'), enrollment.repliedAt ? moment(enrollment.repliedAt) : text('why.notReplied')],
    [text('why.job'), job?.title ?? text('job.none')],
    ...(application ? [[text('why.application'), application.status]] : []),
    [text('why.changed'), moment(updatedAt)],
  ];
  return (
    <Stack gap="xs" component="section" aria-label={text('why.facts')}>
      {facts.map(([name, value]) => (
        <Group key={name} justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text size="sm" ta="right">
            {value}
          </Text>
        </Group>
      ))}
      {candidate?.url ? (
        <Anchor href={candidate.url} target="_blank" rel="noreferrer" size="sm">
          <Group gap={6}>
            {text('why.open', { connector })}
            <IconExternalLink size={16} aria-hidden="true" />
          </Group>
        </Anchor>
      ) : null}
    </Stack>
  );
}
