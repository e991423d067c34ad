import { batchSize } from '../engine/claims.ts';
import type { OpenContext } from '../engine/open-integration.ts';

/** How fast an ATS may be asked: its own limit, and how many people one look-up finds: a batch, where a feed keeps an index. */
export type RemotePace = { readonly msPerCall: number; readonly lookedUpAtOnce: number };

export async function remotePace(
  { database, connectors }: Pick<OpenContext, 'database' | 'connectors'>,
  { accountId, integrationId }: { accountId: string; integrationId: string },
): Promise<RemotePace> {
  const key = { accountId_id: { accountId, id: integrationId } };
  const row = await database.integration.findUnique({ where: key, select: { connectorId: true } });
  const connector = connectors.find(row?.connectorId ?? '');
  if (!connector) return { msPerCall: 0, lookedUpAtOnce: 1 };
  const { feed, findByEmail } = connector.capabilities;
  return {
    msPerCall: Math.max(...connector.limits.buckets.map(({ requests, perMs }) => perMs / requests)),
    lookedUpAtOnce: feed === 'NONE' ? (findByEmail?.atOnce ?? Number.POSITIVE_INFINITY) : batchSize,
  };
}
