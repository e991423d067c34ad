import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ResultOf } from 'gql.tada';
import { useText } from '../../messages/use-text.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { StateBadge } from '../sync/sync-status.tsx';
import type { SequenceSync } from './documents.ts';

type Sequence = Extract<NonNullable<ResultOf<typeof SequenceSync>['node']>, { __typename: 'Sequence' }>;

/** How many of a sequence's contacts stand where; each count opens its list. */
export function SequenceCounts({ sequence: { id, syncCounts } }: { sequence: Sequence }) {
  const text = useText();
  return (
    <Card>
      <Stack gap="md">
        <Title order={2} size="h5">
          {text('sequence.counts')}
        </Title>
        {syncCounts.length === 0 ? <Text c="dimmed">{text('sequence.counts.empty')}</Text> : null}
        {syncCounts.map(({ state, reason, count }) => (
          <Group key={`${state} ${reason}`} justify="space-between">
            <StateBadge state={state} label={text(reason ? `reason.${reason}` : `state.${state}`)} />
            <AnchorLink
              to="/contacts"
              search={{ sequence: id, state, ...(reason ? { reason } : {}) }}
              fw={600}
              aria-label={text('sequence.show', { count })}
            >
              {count}
            </AnchorLink>
          </Group>
        ))}
        <AnchorLink to="/contacts" search={{ sequence: id }} size="sm">
          {text('sequence.open')}
        </AnchorLink>
      </Stack>
    </Card>
  );
}
