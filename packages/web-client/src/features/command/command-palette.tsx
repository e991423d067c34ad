import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import {
  IconAddressBook,
  IconListDetails,
  IconLogout,
  IconPlugConnected,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { session } from '../../session.ts';
import { Contacts } from '../contact/documents.ts';
import { Sequences } from '../sequence/documents.ts';

const pauseMs = 200;
const shown = 6;

/** Everything within reach of the keyboard: screens, sequences and people, by their names. */
export function CommandPalette() {
  const text = useText();
  const [query, setQuery] = useState('');
  const actions = useActions(query.trim());
  const wanted = query.trim().toLowerCase();
  return (
    <Spotlight
      attributes={{ content: { 'aria-label': text('command.title') } }}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      actions={actions}
      filter={(_, all) =>
        all.filter(
          (action) =>
            !('label' in action) || (action.label ?? '').toLowerCase().includes(wanted) || action.id === 'search',
        )
      }
      nothingFound={text('command.nothing')}
      highlightQuery
      limit={12}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden="true" />,
        placeholder: text('command.placeholder'),
        'aria-label': text('command.placeholder'),
      }}
    />
  );
}

function useActions(search: string): SpotlightActionData[] {
  const text = useText();
  const navigate = useNavigate();
  const found = useFound(search);
  const icon = { size: 20, stroke: 1.6, 'aria-hidden': true } as const;
  return [
    ...found.contacts.map(({ id, name, email }) => ({
      id,
      label: name,
      description: email ?? text('contacts.noEmail'),
      leftSection: <IconUser {...icon} />,
      onClick: () => navigate({ to: '/contacts', search: { search: email ?? name } }),
    })),
    ...found.sequences.map(({ id, name, syncEnabled }) => ({
      id,
      label: name,
      description: text(syncEnabled ? 'command.sequence' : 'command.sequence.off'),
      leftSection: <IconListDetails {...icon} />,
      onClick: () => navigate({ to: '/sequences/$sequenceId', params: { sequenceId: id } }),
    })),
    ...(search === ''
      ? []
      : [
          {
            id: 'search',
            label: text('command.search', { search }),
            leftSection: <IconSearch {...icon} />,
            onClick: () => navigate({ to: '/contacts', search: { search } }),
          },
        ]),
    {
      id: 'contacts',
      label: text('nav.contacts'),
      leftSection: <IconAddressBook {...icon} />,
      onClick: () => navigate({ to: '/contacts' }),
    },
    {
      id: 'sequences',
      label: text('nav.sequences'),
      leftSection: <IconListDetails {...icon} />,
      onClick: () => navigate({ to: '/sequences' }),
    },
    {
      id: 'integrations',
      label: text('nav.integrations'),
      leftSection: <IconPlugConnected {...icon} />,
      onClick: () => navigate({ to: '/integrations' }),
    },
    { id: 'out', label: text('nav.signOut'), leftSection: <IconLogout {...icon} />, onClick: session.end },
  ];
}

function useFound(typed: string) {
  const [search] = useDebouncedValue(typed, pauseMs);
  const pause = search === '';
  const [people] = useQuery({ query: Contacts, variables: { filter: { search } }, pause });
  const [lists] = useQuery({ query: Sequences, variables: { search }, pause });
  return {
    contacts: pause ? [] : (people.data?.contacts.nodes ?? []).slice(0, shown),
    sequences: pause ? [] : (lists.data?.sequences.nodes ?? []).slice(0, shown),
  };
}
