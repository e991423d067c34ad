import { Group, Stack, Text, Title } from '@mantine/core';
import { named } from '../../messages/named.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import type { ActivityOf, SyncDetailsOf } from './documents.ts';

type Props = {
  readonly activities: SyncDetailsOf['enrollment']['contact']['activities'];
  readonly integrationId: string | null;
  readonly connector: string;
};

/** What happened by email, newest first, and whether it is in the ATS. */
export function ActivityList({ activities: { nodes, totalCount }, integrationId, connector }: Props) {
  const text = useText();
  if (nodes.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-label={text('activity.title')}>
      <Title order={3} size="h6">
        {text('activity.title')}
      </Title>
      {nodes.map((activity) => (
        <Entry
          key={`${activity.occurredAt} ${activity.type}`}
          activity={activity}
          integrationId={integrationId}
          connector={connector}
        />
      ))}
      {totalCount > nodes.length ? (
        <Text size="sm" c="dimmed">
          {text('activity.older', { count: totalCount - nodes.length })}
        </Text>
      ) : null}
    </Stack>
  );
}

type EntryProps = Pick<Props, 'integrationId' | 'connector'> & { readonly activity: ActivityOf };

function Entry({ activity: { type, subject, occurredAt, writes }, integrationId, connector }: EntryProps) {
  const text = useText();
  const moment = useMoment();
  const write = writes.find(({ integration }) => integration.id === integrationId);
  return (
    <Stack gap={0}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {text(`activity.${type}`)}
          {subject ? `: ${subject}` : null}
        </Text>
        <Text size="sm" c="dimmed" flex="none">
          {moment(occurredAt)}
        </Text>
      </Group>
      {write ? (
        <Text size="sm" c={write.state === 'FAILED' ? 'red' : 'dimmed'}>
          {write.reason
            ? text(`activity.never.${write.reason}`, { connector })
            : text(`activity.write.${write.state}`, { connector })}{' '}
          {write.error ? named(write.error.message, connector) : null}
        </Text>
      ) : null}
    </Stack>
  );
}
