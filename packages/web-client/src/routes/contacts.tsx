import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useQuery } from 'urql';
import { ContactTable } from '../features/contact/contact-table.tsx';
import { useContactPages } from '../features/contact/use-contact-pages.ts';
import { useIntegrations } from '../features/integration/use-integrations.ts';
import { Sequences } from '../features/sequence/documents.ts';
import { useText } from '../messages/use-text.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';

const states = ['NOT_SYNCED', 'QUEUED', 'SYNCING', 'SYNCED', 'EXISTS', 'FAILED'] as const;
const pauseMs = 250;

export function ContactsScreen() {
  const text = useText();
  const { search, state, sequence } = useSearch({ from: '/contacts' });
  const { integrations } = useIntegrations();
  const filter = {
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
    ...(sequence ? { sequenceId: sequence } : {}),
  };
  const filtered = Object.keys(filter).length > 0;
  const { contacts, total, error, hasMore, loadMore, retry } = useContactPages(filter);
  const onEnd = useCallback(() => {
    if (hasMore) loadMore();
  }, [hasMore, loadMore]);
  return (
    <Page title={text('contacts.title')} text={total === null ? undefined : text('contacts.text', { count: total })}>
      <Filters />
      {error ? <Failed error={error} retry={retry} /> : null}
      {total === null && !error ? <Loading lines={6} /> : null}
      {total === 0 ? <NoContacts filtered={filtered} /> : null}
      {contacts.length > 0 ? (
        <ContactTable contacts={contacts} connector={integrations[0]?.connector.name ?? null} onEnd={onEnd} />
      ) : null}
    </Page>
  );
}

function NoContacts({ filtered }: { filtered: boolean }) {
  const text = useText();
  const navigate = useNavigate();
  if (!filtered) return <Empty text={text('contacts.empty')} />;
  const clear = () => navigate({ to: '/contacts', search: {} });
  return (
    <Empty
      text={text('contacts.none')}
      action={
        <Button variant="light" onClick={clear}>
          {text('contacts.clear')}
        </Button>
      }
    />
  );
}

function Filters() {
  const text = useText();
  const navigate = useNavigate();
  const current = useSearch({ from: '/contacts' });
  const [typed, setTyped] = useState(current.search ?? '');
  const [{ data }] = useQuery({ query: Sequences, variables: { search: '' } });
  const change = (part: Partial<typeof current>) => navigate({ to: '/contacts', search: { ...current, ...part } });
  const searchFor = useDebouncedCallback((search: string) => change({ search: search || undefined }), pauseMs);
  return (
    <Group gap="sm">
      <TextInput
        aria-label={text('contacts.search')}
        placeholder={text('contacts.search')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={typed}
        w={280}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          searchFor(event.currentTarget.value);
        }}
      />
      <Select
        aria-label={text('contacts.state')}
        placeholder={text('contacts.allStates')}
        data={states.map((value) => ({ value, label: text(`state.${value}`) }))}
        value={current.state ?? null}
        onChange={(value) => change({ state: states.find((known) => known === value) })}
        clearable
        w={180}
      />
      <Select
        aria-label={text('contacts.sequence')}
        placeholder={text('contacts.allSequences')}
        data={(data?.sequences.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={current.sequence ?? null}
        onChange={(value) => change({ sequence: value ?? undefined })}
        clearable
        searchable
        w={240}
      />
    </Group>
  );
}
