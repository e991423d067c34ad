import { Chip, Group, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useRereadOnChanges } from '../../graphql/reread.ts';
import { useText } from '../../messages/use-text.ts';
import { ContactCounts, type ContactFilter } from './documents.ts';
import { Narrowed } from './narrowed.tsx';
import { SequenceFilter } from './sequence-filter.tsx';
import { states } from './states.ts';

const pauseMs = 250;
const anything = () => true;

/** What narrows the list, each status with its count; all of it is kept in the address. */
export function ContactFilters({ filter, connector }: { filter: ContactFilter; connector: string }) {
  const text = useText();
  const navigate = useNavigate();
  const current = useSearch({ from: '/contacts' });
  const [typed, setTyped] = useState(current.search ?? '');
  const counts = useCounts(filter);
  const change = (part: Partial<typeof current>) => navigate({ to: '/contacts', search: { ...current, ...part } });
  const searchFor = useDebouncedCallback((search: string) => change({ search: search || undefined }), pauseMs);
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <TextInput
          aria-label={text('contacts.search')}
          placeholder={text('contacts.search')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={typed}
          w={{ base: '100%', xs: 280 }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            searchFor(event.currentTarget.value);
          }}
        />
        <SequenceFilter
          sequenceId={current.sequence ?? null}
          onChange={(sequence) => change({ sequence: sequence ?? undefined })}
        />
      </Group>
      <Chip.Group
        value={current.state ?? 'ALL'}
        onChange={(value) =>
          change({ state: states.find((known) => known === value), reason: undefined, error: undefined })
        }
      >
        <Group gap="xs" role="group" aria-label={text('contacts.state')}>
          {(['ALL', ...states] as const).map((value) => (
            <Chip key={value} value={value} size="sm" variant="light">
              {text(value === 'ALL' ? 'contacts.allStates' : `state.${value}`)}
              {counts ? ` ${counts[value === 'ALL' ? 'all' : value].totalCount.toLocaleString('en')}` : ''}
            </Chip>
          ))}
          {current.reason ? (
            <Narrowed to={text(`reason.${current.reason}`)} onWiden={() => change({ reason: undefined })} />
          ) : null}
          {current.error ? (
            <Narrowed
              to={text(`failure.${current.error}`, { connector })}
              onWiden={() => change({ error: undefined })}
            />
          ) : null}
        </Group>
      </Chip.Group>
    </Stack>
  );
}

function useCounts({ state: _state, reason: _reason, errorCode: _errorCode, ...others }: ContactFilter) {
  const key = JSON.stringify(others);
  const variables = useMemo(() => {
    const others: ContactFilter = JSON.parse(key);
    const within = (state: (typeof states)[number]) => ({ ...others, state });
    return {
      all: others,
      notSynced: within('NOT_SYNCED'),
      queued: within('QUEUED'),
      syncing: within('SYNCING'),
      synced: within('SYNCED'),
      exists: within('EXISTS'),
      failed: within('FAILED'),
    };
  }, [key]);
  const [{ data }] = useQuery({ query: ContactCounts, variables });
  useRereadOnChanges({ query: ContactCounts, variables, when: anything });
  return data;
}
