import { useEffect, useMemo, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { type Contact, type ContactFilter, type ContactPage, Contacts } from './documents.ts';

/** The contacts of a filter, page after page; every page stays live, because the cache tells of its changes. */
export function useContactPages(filter: ContactFilter) {
  const client = useClient();
  const key = JSON.stringify(filter);
  const [pages, setPages] = useState<readonly ContactPage[]>([]);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [error, setError] = useState<CombinedError | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    setCursors([null]);
    setPages([]);
  }, [key]);

  useEffect(() => {
    const subscriptions = cursors.map((after, place) =>
      client.query(Contacts, { filter: JSON.parse(key), after }).subscribe(({ data, error: failed }) => {
        setError(failed ?? null);
        if (data) setPages((before) => Object.assign([...before], { [place]: data.contacts }));
      }),
    );
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    };
  }, [client, key, cursors, attempt]);

  const contacts = useMemo((): readonly Contact[] => pages.flatMap((page) => page?.nodes ?? []), [pages]);
  const last = pages[cursors.length - 1];
  return {
    contacts,
    total: pages[0]?.totalCount ?? null,
    error,
    hasMore: last?.pageInfo.hasNextPage ?? false,
    loadMore: () => setCursors((before) => (last?.pageInfo.endCursor ? [...before, last.pageInfo.endCursor] : before)),
    retry: () => setAttempt((before) => before + 1),
  };
}
