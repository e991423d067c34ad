import { Badge, Card, Flex, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconPlayerPause, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Sequences } from '../features/sequence/documents.ts';
import type { SequenceParts } from '../graphql/fragments.ts';
import { useText } from '../messages/use-text.ts';
import { AnchorLink } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';

const pauseMs = 200;

export function SequencesScreen() {
  const text = useText();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, pauseMs);
  const [{ data, error, fetching }, refetch] = useQuery({ query: Sequences, variables: { search: settled } });
  const sequences = data?.sequences.nodes ?? [];
  const left = (data?.sequences.totalCount ?? 0) - sequences.length;
  return (
    <Page title={text('sequences.title')} text={text('sequences.text')}>
      <TextInput
        aria-label={text('sequences.search')}
        placeholder={text('sequences.search')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        maw={360}
      />
      {error ? <Failed error={error} retry={refetch} /> : null}
      {fetching && !data ? <Loading lines={4} /> : null}
      {data && sequences.length === 0 ? <Empty text={text(settled ? 'sequences.none' : 'sequences.empty')} /> : null}
      <Stack gap="sm">
        {sequences.map((sequence) => (
          <SequenceRow key={sequence.id} sequence={sequence} />
        ))}
      </Stack>
      {left > 0 ? <Text c="dimmed">{text('sequences.more', { count: left })}</Text> : null}
    </Page>
  );
}

function SequenceRow({ sequence }: { sequence: SequenceParts }) {
  const text = useText();
  const { id, name, contactCount, syncEnabled } = sequence;
  return (
    <Card p="md">
      <Flex direction={{ base: 'column', xs: 'row' }} justify="space-between" align={{ xs: 'center' }} gap="sm">
        <Stack gap={2}>
          <AnchorLink to="/sequences/$sequenceId" params={{ sequenceId: id }} fw={600}>
            {name}
          </AnchorLink>
          <Text size="sm" c="dimmed">
            {text('sequences.contacts', { count: contactCount })}
          </Text>
        </Stack>
        <Group gap="md" justify="space-between">
          {syncEnabled ? <JobOf sequence={sequence} /> : null}
          <Badge
            variant="light"
            color={syncEnabled ? 'teal' : 'gray'}
            size="lg"
            leftSection={
              syncEnabled ? (
                <IconCheck size={14} aria-hidden="true" />
              ) : (
                <IconPlayerPause size={14} aria-hidden="true" />
              )
            }
          >
            {text(syncEnabled ? 'sequences.on' : 'sequences.off')}
          </Badge>
        </Group>
      </Flex>
    </Card>
  );
}

function JobOf({ sequence: { jobSelection, effectiveJob } }: { sequence: SequenceParts }) {
  const text = useText();
  const closed = effectiveJob !== null && effectiveJob.status !== 'OPEN';
  return (
    <Stack gap={0} ta={{ base: 'left', xs: 'right' }}>
      <Text size="sm">{effectiveJob?.title ?? text('job.none')}</Text>
      {closed ? (
        <Text size="xs" c="red">
          {text('sequences.job.closed')}
        </Text>
      ) : effectiveJob ? (
        <Text size="xs" c="dimmed">
          {text(jobSelection === 'JOB' ? 'sequences.job.own' : 'sequences.job.default')}
        </Text>
      ) : null}
    </Stack>
  );
}
