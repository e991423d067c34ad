import { useEffect } from 'react';
import { type AnyVariables, type Client, type DocumentInput, useClient } from 'urql';
import { type ChangedSync, changes } from './changes.ts';

const pauseMs = 300;

/**
 * Reads again after changes: at most one read is under way, and what changes meanwhile is followed by
 * one more, which begins after it. A burst of changes is one read.
 */
export function rereader(read: () => Promise<unknown>, waitMs = pauseMs) {
  let wanted = false;
  let running = false;
  let stopped = false;
  async function run() {
    running = true;
    while (wanted && !stopped) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      wanted = false;
      if (!stopped) await read();
    }
    running = false;
  }
  return {
    ask(): void {
      wanted = true;
      if (!running) void run();
    },
    stop(): void {
      stopped = true;
    },
  };
}

/**
 * A read that begins now. One that is under way may answer with what was true before, and another with
 * the same key would be dropped in its favour: so it is waited for first.
 */
export async function readAnew<Data, Variables extends AnyVariables>(
  client: Client,
  query: DocumentInput<Data, Variables>,
  variables: Variables,
) {
  await client.query(query, variables, { requestPolicy: 'cache-first' }).toPromise();
  return client.query(query, variables, { requestPolicy: 'network-only' }).toPromise();
}

type Reading<Data, Variables extends AnyVariables> = {
  readonly query: DocumentInput<Data, Variables>;
  readonly variables: Variables;
  readonly when: (sync: ChangedSync) => boolean;
};

/** Keeps a query of counts true while syncs change. */
export function useRereadOnChanges<Data, Variables extends AnyVariables>(reading: Reading<Data, Variables>): void {
  const client = useClient();
  const { query, when } = reading;
  const variables = JSON.stringify(reading.variables);
  useEffect(() => {
    const again = rereader(() => readAnew(client, query, JSON.parse(variables)));
    const forget = changes.subscribe((told) => {
      if (told.some((change) => change.kind === 'GAP' || when(change.sync))) again.ask();
    });
    return () => {
      forget();
      again.stop();
    };
  }, [client, query, variables, when]);
}
