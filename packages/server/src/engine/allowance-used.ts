import type { Limits } from '@handoff/core';
import type { Database } from '../database/client.ts';
import type { Connectors } from './open-integration.ts';

/** The share of the ATS's own limit that is used where so many requests are left, from 0 to 1. */
export function usedShare({ buckets }: Limits, remaining: number): number {
  const most = Math.min(...buckets.map(({ requests }) => requests));
  return Math.min(Math.max(1 - remaining / most, 0), 1);
}

/** Of each connector's integrations, the one that has used most of its limit, as their shared paces know it now. */
export async function allowanceUsed(
  acrossAccounts: Database,
  connectors: Connectors,
): Promise<readonly { readonly connector: string; readonly share: number }[]> {
  const rows = await acrossAccounts.$queryRaw<{ connector: string; remaining: number }[]>`
    SELECT i.connector_id AS connector, min(CASE WHEN p.blocked_until > c.now THEN 0 ELSE p.remaining END) AS remaining
    FROM (SELECT extract(epoch FROM now()) * 1000 AS now) AS c, pace p
    JOIN integration i ON i.account_id = p.account_id AND i.id = p.integration_id AND i.status = 'CONNECTED'
    WHERE p.blocked_until > c.now OR (p.window_ends_at > c.now AND p.remaining IS NOT NULL)
    GROUP BY i.connector_id`;
  return rows.flatMap(({ connector, remaining }) => {
    const limits = connectors.find(connector)?.limits;
    return limits ? [{ connector, share: usedShare(limits, remaining) }] : [];
  });
}
