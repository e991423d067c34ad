import type { ResultOf } from 'gql.tada';
import { useEffect } from 'react';
import { type CombinedError, useClient } from 'urql';
import { changes } from './changes.ts';
import { connection } from './connection.ts';
import { IntegrationParts, SyncParts } from './fragments.ts';
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

const IntegrationUpdated = graphql(
  `subscription IntegrationUpdated($id: ID!) { integrationUpdated(id: $id) { ...IntegrationParts } }`,
  [IntegrationParts],
);

const tryAgainMs = 2_000;

/** Follows these integrations and their syncs; the cache updates whatever shows one, by its id. */
export function useLive(integrationIds: readonly string[]): void {
  const client = useClient();
  const ids = integrationIds.join(' ');
  useEffect(() => {
    const stops = ids
      .split(' ')
      .filter(Boolean)
      .flatMap((id) => [followSyncs(client, id), followIntegration(client, id)]);
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, ids]);
}

type Client = ReturnType<typeof useClient>;

/**
 * From the last cursor on: what came while we were away comes first. Who has none yet begins at the end, and what
 * changed between the reading of a list and that end is told by nobody: it is read again.
 */
function followSyncs(client: Client, integrationId: string): () => void {
  let after: string | null = null;
  const hear = ({ cursor, sync }: SyncFrame) => {
    if (after === null) changes.tell({ kind: 'GAP' });
    after = cursor;
    connection.heard();
    if (sync) changes.tell({ kind: 'SYNC', sync });
  };
  return keepOpen((fail) =>
    client.subscription(SyncUpdated, { integrationId, after }).subscribe(({ data, error }) => {
      if (data) hear(data.syncUpdated);
      if (error && isTooOld(error)) after = null;
      if (error) fail();
    }),
  );
}

type SyncFrame = ResultOf<typeof SyncUpdated>['syncUpdated'];

/** Its first frame is the integration as it is: nothing can be missed. */
function followIntegration(client: Client, id: string): () => void {
  return keepOpen((fail) =>
    client.subscription(IntegrationUpdated, { id }).subscribe(({ error }) => {
      if (error) fail();
    }),
  );
}

/** Opens a subscription again and again, whenever it fails and as soon as the network is back. */
export function keepOpen(open: (fail: () => void) => { unsubscribe(): void }): () => void {
  let again: ReturnType<typeof setTimeout> | undefined;
  let subscription = open(fail);
  function fail() {
    connection.lost();
    clearTimeout(again);
    again = setTimeout(reopen, tryAgainMs);
  }
  function reopen() {
    clearTimeout(again);
    subscription.unsubscribe();
    subscription = open(fail);
  }
  addEventListener('online', reopen);
  return () => {
    removeEventListener('online', reopen);
    clearTimeout(again);
    subscription.unsubscribe();
  };
}

function isTooOld({ graphQLErrors }: CombinedError): boolean {
  return graphQLErrors.some(({ extensions }) => extensions.code === 'CURSOR_TOO_OLD');
}
