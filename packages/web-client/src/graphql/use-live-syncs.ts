import { useEffect } from 'react';
import { useClient } from 'urql';
import { changes } from './changes.ts';
import { connection } from './connection.ts';
import { SyncParts } from './fragments.ts';
import { graphql } from './graphql.ts';

const SyncUpdated = graphql(
  `subscription SyncUpdated($integrationId: ID!, $after: String) {
    syncUpdated(integrationId: $integrationId, after: $after) {
      cursor
      sync { ...SyncParts enrollment { id sequence { id } } }
    }
  }`,
  [SyncParts],
);

const tryAgainMs = 2_000;

/** Follows the syncs of these integrations; the cache updates every row that shows one. */
export function useLiveSyncs(integrationIds: readonly string[]): void {
  const client = useClient();
  const ids = integrationIds.join(' ');
  useEffect(() => {
    const stops = ids
      .split(' ')
      .filter(Boolean)
      .map((id) => follow(client, id));
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, ids]);
}

/** From the last cursor on, again and again: what came while we were away comes first. */
function follow(client: ReturnType<typeof useClient>, integrationId: string): () => void {
  let after: string | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let subscription = open();
  function open() {
    return client.subscription(SyncUpdated, { integrationId, after }).subscribe(({ data, error }) => {
      if (data) {
        after = data.syncUpdated.cursor;
        connection.heard();
        if (data.syncUpdated.sync) changes.tell(data.syncUpdated.sync);
      }
      if (error) {
        connection.lost();
        clearTimeout(again);
        again = setTimeout(reopen, tryAgainMs);
      }
    });
  }
  function reopen() {
    clearTimeout(again);
    subscription.unsubscribe();
    subscription = open();
  }
  addEventListener('online', reopen);
  return () => {
    removeEventListener('online', reopen);
    clearTimeout(again);
    subscription.unsubscribe();
  };
}
