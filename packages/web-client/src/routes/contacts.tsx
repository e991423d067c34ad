import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { BulkBar } from '../features/contact/bulk-bar.tsx';
import { ContactFilters } from '../features/contact/contact-filters.tsx';
import { ContactTable } from '../features/contact/contact-table.tsx';
import type { ContactFilter } from '../features/contact/documents.ts';
import type { Row } from '../features/contact/rows.ts';
import { nobody, type Selection } from '../features/contact/selection.ts';
import { useContactList } from '../features/contact/use-contact-list.ts';
import { useIntegrations } from '../features/integration/use-integrations.ts';
import { SyncPanel } from '../features/sync/sync-panel.tsx';
import { useText } from '../messages/use-text.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';

export function ContactsScreen() {
  const text = useText();
  const { sync } = useSearch({ from: '/contacts' });
  const navigate = useNavigate();
  const { integrations } = useIntegrations();
  const integration = integrations.find(({ status }) => status !== 'DISCONNECTED') ?? null;
  const [selection, setSelection] = useState<Selection>(nobody);
  const filter = useFilter();
  const { rows, total, error, loadMore, retry } = useContactList(filter);
  const open = useCallback(
    (opened: string | undefined) =>
      navigate({ to: '/contacts', search: (before) => ({ ...before, sync: opened }), replace: opened === undefined }),
    [navigate],
  );
  const onOpen = useCallback(({ enrollment }: Row) => open(enrollment.syncs[0]?.id), [open]);
  // Another filter is another list: who was chosen from the last one is not chosen from this one.
  const key = JSON.stringify(filter);
  useEffect(() => setSelection(nobody), [key]);
  return (
    <Page title={text('contacts.title')} text={total === null ? undefined : text('contacts.text', { count: total })}>
      <ContactFilters filter={filter} connector={integration?.connector.name ?? text('ats')} />
      {error ? <Failed error={error} retry={retry} /> : null}
      {total === null && !error ? <Loading lines={6} /> : null}
      {total !== null && rows.length === 0 ? <NoContacts filtered={Object.keys(filter).length > 0} /> : null}
      {rows.length > 0 ? (
        <>
          <BulkBar
            selection={selection}
            rows={rows}
            total={total ?? 0}
            filter={filter}
            integration={integration}
            onSelect={setSelection}
          />
          <ContactTable
            rows={rows}
            connector={integrations[0]?.connector.name ?? null}
            selection={selection}
            onSelect={setSelection}
            onOpen={onOpen}
            onEnd={loadMore}
          />
        </>
      ) : null}
      {sync ? <SyncPanel syncId={sync} onClose={() => open(undefined)} /> : null}
    </Page>
  );
}

/** What the address narrows the list to. */
function useFilter(): ContactFilter {
  const { search, state, reason, error, sequence } = useSearch({ from: '/contacts' });
  return {
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
    ...(reason ? { reason } : {}),
    ...(error ? { errorCode: error } : {}),
    ...(sequence ? { sequenceId: sequence } : {}),
  };
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
