import type { Database } from '../../database/client.ts';
import { due } from './due.ts';

export type Waiting = {
  readonly accountId: string;
  readonly integrationId: string;
  readonly connectorId: string;
  /** Due and not taken. */
  readonly count: number;
  /** For how long the oldest of them has been due. */
  readonly waitedSeconds: number;
};

/** What waits for its owner, by integration. Across accounts: numbers, and nothing else. */
export async function oldestDue(database: Database): Promise<readonly Waiting[]> {
  return database.$queryRaw<Waiting[]>`
    SELECT o.account_id AS "accountId", o.id AS "integrationId", o.connector_id AS "connectorId", count(*)::int AS count,
      extract(epoch FROM now() - min(greatest(i.created_at, i.retry_at)))::float8 AS "waitedSeconds"
    FROM integration o JOIN intent i ON i.account_id = o.account_id AND i.integration_id = o.id
    WHERE o.status = 'CONNECTED' AND ${due}
    GROUP BY o.account_id, o.id, o.connector_id`;
}
