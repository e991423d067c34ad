import { useQuery } from 'urql';
import { z } from 'zod/mini';
import { Integrations } from './documents.ts';

const form = z.object({
  fields: z.array(
    z.object({ name: z.string(), label: z.string(), help: z.string(), secret: z.enum(['SECRET', 'PLAIN']) }),
  ),
  steps: z.array(z.string()),
});

/** The connectors there are, each with the account's integration where it has one. */
export function useIntegrations() {
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: Integrations });
  const integrations = data?.integrations.nodes ?? [];
  const connectors = (data?.connectors ?? []).map((connector) => ({
    ...connector,
    form: form.parse(connector.credentialSchema),
    integration: integrations.find((integration) => integration.connector.id === connector.id) ?? null,
  }));
  return { connectors, integrations, error, loading: fetching && !data, settled: !fetching && !stale, refetch };
}

export type ConnectorCard = ReturnType<typeof useIntegrations>['connectors'][number];
