import type { Database } from '../database/client.ts';
import { projectSyncs } from './project-syncs.ts';
import type { Turn } from './turn.ts';

/** At the end of a turn nothing stays claimed: what was not sent is queued again, and shows it. */
export async function giveBack(database: Database, turn: Turn): Promise<void> {
  await database.$transaction(async (tx) => {
    const back = await tx.$queryRaw<{ contactId: string }[]>`
      UPDATE intent SET state = 'PENDING', updated_at = now()
      WHERE account_id = ${turn.accountId}::uuid AND integration_id = ${turn.integrationId}::uuid
        AND state = 'CLAIMED' AND epoch = ${turn.epoch}
      RETURNING contact_id AS "contactId"`;
    if (back.length === 0) return;
    await projectSyncs(
      tx,
      turn,
      back.map(({ contactId }) => contactId),
    );
  });
}
