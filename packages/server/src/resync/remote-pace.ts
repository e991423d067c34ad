import type { Connector } from '@handoff/core';
import { batchSize } from '../engine/claims.ts';

/** How fast an ATS may be asked: its own limit, and how many people one look-up finds: a batch, where a feed keeps an index. */
export type RemotePace = { readonly msPerCall: number; readonly lookedUpAtOnce: number };

/** Of one that is not installed here nothing is asked. */
export function remotePace(connector: Connector | undefined): RemotePace {
  if (!connector) return { msPerCall: 0, lookedUpAtOnce: 1 };
  const { feed, findByEmail } = connector.capabilities;
  return {
    msPerCall: Math.max(...connector.limits.buckets.map(({ requests, perMs }) => perMs / requests)),
    lookedUpAtOnce: feed === 'NONE' ? (findByEmail?.atOnce ?? Number.POSITIVE_INFINITY) : batchSize,
  };
}
