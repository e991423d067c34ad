import { useEffect } from 'react';
import { useClient, useQuery } from 'urql';
import { keepOpen } from '../../graphql/use-live.ts';
import { Run, RunUpdated } from './documents.ts';

/** A run as it is now, and as it goes on. */
export function useRun(id: string) {
  const client = useClient();
  const [{ data, error }, refetch] = useQuery({ query: Run, variables: { id } });
  const run = data?.node?.__typename === 'ResyncRun' ? data.node : null;
  const goesOn = run !== null && run.finishedAt === null;
  useEffect(() => {
    if (!goesOn) return;
    return keepOpen((fail) =>
      client.subscription(RunUpdated, { id }).subscribe(({ error: failed }) => {
        if (failed) fail();
      }),
    );
  }, [client, id, goesOn]);
  return { run, loading: !data && !error, error, refetch };
}
