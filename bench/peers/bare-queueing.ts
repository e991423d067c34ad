import type { Account } from '../parts/account.ts';
import { onDatabase } from '../parts/statements.ts';

const intents = (table: 'intent' | 'bare_intent') => `
  INSERT INTO ${table} (account_id, id, integration_id, key, kind, contact_id, priority, state)
  SELECT account_id, gen_random_uuid(), integration_id, 'candidate:' || contact_id, 'CANDIDATE', contact_id, 'BULK', 'PENDING'
  FROM sync WHERE account_id = $1 AND state = 'NOT_SYNCED'`;

/** The run itself, which its items name: it has the account's id, which is as good as any. */
const run = `
  INSERT INTO resync_run (account_id, id, integration_id, idempotency_key, started_by, settings, total)
  SELECT account_id, account_id, id, 'bare', account_id, '{}', 0 FROM integration WHERE account_id = $1`;

/** What a run writes beside its intents, each table with the plainest statement that writes it. */
const others = [
  `INSERT INTO resync_item (account_id, run_id, sync_id)
   SELECT account_id, $1, id FROM sync WHERE account_id = $1 AND state = 'NOT_SYNCED'`,
  `INSERT INTO sync_history (account_id, sync_id, from_state, from_reason, to_state, cause)
   SELECT account_id, id, state, reason, 'QUEUED', 'run' FROM sync WHERE account_id = $1 AND state = 'NOT_SYNCED'`,
  `INSERT INTO feed (account_id, seq, topic, integration_id, sequence_id, subject_id)
   SELECT account_id, 1000 + row_number() OVER (), 'SYNC', integration_id, sequence_id, id
   FROM sync WHERE account_id = $1 AND state = 'NOT_SYNCED'`,
  `UPDATE sync SET state = 'QUEUED', reason = NULL, updated_at = now() WHERE account_id = $1 AND state = 'NOT_SYNCED'`,
];

/** The rows of a resync by plain statements: no decision, no lock, no check of what is there already. */
export function bareQueueing(databaseUrl: string, { accountId }: Account): Promise<number> {
  return onDatabase(databaseUrl, async (client) => {
    await client.query('BEGIN');
    const { rowCount } = await client.query(intents('intent'), [accountId]);
    for (const statement of [run, ...others]) await client.query(statement, [accountId]);
    await client.query('COMMIT');
    return rowCount ?? 0;
  });
}

/** The intents alone, into a table that is like theirs and has nothing else in it. */
export async function bareIntents(databaseUrl: string): Promise<(account: Account) => Promise<number>> {
  await onDatabase(databaseUrl, (client) => client.query('CREATE TABLE bare_intent (LIKE intent INCLUDING ALL)'));
  return ({ accountId }) =>
    onDatabase(databaseUrl, async (client) => {
      await client.query('TRUNCATE bare_intent');
      const { rowCount } = await client.query(intents('bare_intent'), [accountId]);
      return rowCount ?? 0;
    });
}
