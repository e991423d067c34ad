import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ContactFilters } from '../features/contact/contact-filters.tsx';
import { ContactTable } from '../features/contact/contact-table.tsx';
import type { ContactFilter } from '../features/contact/documents.ts';
import { useContactList } from '../features/contact/use-contact-list.ts';
import { useIntegrations } from '../features/integration/use-integrations.ts';
import { useText } from '../messages/use-text.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';

export function ContactsScreen() {
  const text = useText();
  const { search, state, sequence } = useSearch({ from: '/contacts' });
  const { integrations } = useIntegrations();
  const filter: ContactFilter = {
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
    ...(sequence ? { sequenceId: sequence } : {}),
  };
  const { rows, total, error, loadMore, retry } = useContactList(filter);
  return (
    <Page title={text('contacts.title')} text={total === null ? undefined : text('contacts.text', { count: total })}>
      <ContactFilters filter={filter} />
      {error ? <Failed error={error} retry={retry} /> : null}
      {total === null && !error ? <Loading lines={6} /> : null}
      {total !== null && rows.length === 0 ? <NoContacts filtered={Object.keys(filter).length > 0} /> : null}
      {rows.length > 0 ? (
        <ContactTable rows={rows} connector={integrations[0]?.connector.name ?? null} onEnd={loadMore} />
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
