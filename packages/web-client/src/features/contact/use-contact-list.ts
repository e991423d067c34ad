import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { type ContactList, type ListState, openContactList } from './contact-list.ts';
import type { ContactFilter } from './documents.ts';

const closed: ListState = { rows: [], total: null, error: null, hasMore: false };
const never = () => () => undefined;

/** The live list of a filter; another filter is another list. */
export function useContactList(filter: ContactFilter) {
  const client = useClient();
  const key = JSON.stringify(filter);
  const [list, setList] = useState<ContactList | null>(null);
  useEffect(() => {
    const opened = openContactList(client, JSON.parse(key));
    setList(opened);
    return opened.close;
  }, [client, key]);
  const state = useSyncExternalStore(list?.subscribe ?? never, list?.get ?? (() => closed));
  return { ...state, loadMore: list?.loadMore ?? (() => undefined), retry: list?.retry ?? (() => undefined) };
}
