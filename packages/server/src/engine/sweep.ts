import type { Database } from '../database/client.ts';
import type { Queue } from '../queue/boss.ts';
import type { Drain } from '../queue/queues.ts';
import { due } from './sql/due.ts';

const sweepEveryMs = 1_000;

/**
 * Finds the integrations that have work due and no living owner, and wakes one: after a crash, at the
 * end of a wait, or where a wake-up was lost. Intents are the truth; the queue only saves the waiting.
 */
export function startSweep({
  database,
  queue,
  onError,
}: {
  database: Database;
  queue: Queue;
  onError: (error: unknown) => void;
}): { stop(): void } {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    try {
      for (const drain of await ownerless(database)) {
        await queue.forgetDead(drain);
        await queue.wake(drain);
      }
    } catch (error) {
      onError(error);
    } finally {
      busy = false;
    }
  }, sweepEveryMs);
  return { stop: () => clearInterval(timer) };
}

async function ownerless(database: Database): Promise<readonly Drain[]> {
  return database.$queryRaw<Drain[]>`
    SELECT o.account_id AS "accountId", o.id AS "integrationId" FROM integration o
    WHERE o.status = 'CONNECTED' AND (o.lease_expires_at IS NULL OR o.lease_expires_at <= now())
      AND (o.resume_at IS NULL OR o.resume_at <= now())
      AND (EXISTS (SELECT FROM candidate_index x
        WHERE x.account_id = o.account_id AND x.integration_id = o.id AND x.state = 'FILLING') OR EXISTS (
        SELECT FROM intent i WHERE i.account_id = o.account_id AND i.integration_id = o.id
          AND (i.state IN ('CLAIMED', 'SENDING') OR (${due}))))
    LIMIT 100`;
}
