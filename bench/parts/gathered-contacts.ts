import type { ConnectedAccount } from './connected-account.ts';
import { onDatabase, settle } from './statements.ts';

export type Gathered = {
  /** One contact in ten is in this one. */
  readonly sequenceId: string;
  /** The cursor of the contact after which the 9,000th page of fifty begins, of 20,000; further down with fewer. */
  readonly after: string;
};

const sequences = 10;

/** Gives a connected account so many contacts, each in one of ten sequences: nearly all have synced, one in a hundred has failed. */
export async function gatherContacts(
  databaseUrl: string,
  account: ConnectedAccount,
  contacts: number,
): Promise<Gathered> {
  const { accountId, client, integrationId } = account;
  const row = (globalId: string) => Buffer.from(globalId, 'base64').toString().split(':')[1];
  const gathered = await onDatabase(databaseUrl, async (database) => {
    // All of it fits together: nothing is checked against anything, a million times.
    await database.query('SET session_replication_role = replica');
    await database.query('SET synchronous_commit = off');
    await database.query(
      `INSERT INTO sequence (account_id, id, name)
       SELECT $1, gen_random_uuid(), 'Sequence ' || n FROM generate_series(1, ${sequences}) n`,
      [accountId],
    );
    await database.query(
      `WITH numbered AS (
         SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM sequence WHERE account_id = $1 AND name LIKE 'Sequence %'
       ), person AS (
         INSERT INTO contact (account_id, id, name, email, email_key)
         SELECT $1, uuidv7(), 'Person ' || n, format('person.%s.@many.example', n), format('person.%s.@many.example', n)
         FROM generate_series(1, $2::int) n RETURNING id
       )
       INSERT INTO enrollment (account_id, id, contact_id, sequence_id, added_at)
       SELECT $1, uuidv7(), person.id, numbered.id, now() - interval '1 hour'
       FROM (SELECT id, row_number() OVER () AS n FROM person) person JOIN numbered ON numbered.place = person.n % ${sequences}`,
      [accountId, contacts],
    );
    await database.query('UPDATE contact_count SET count = count + $2 WHERE account_id = $1', [accountId, contacts]);
    await database.query(
      `INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, error_code)
       SELECT account_id, uuidv7(), $2::uuid, id, contact_id, sequence_id,
         (CASE WHEN n % 100 = 0 THEN 'FAILED' ELSE 'SYNCED' END)::sync_state, CASE WHEN n % 100 = 0 THEN 'VALIDATION' END
       FROM (SELECT *, row_number() OVER () AS n FROM enrollment WHERE account_id = $1) enrollment
       ON CONFLICT DO NOTHING`,
      [accountId, row(integrationId)],
    );
    const { rows } = await database.query(
      `SELECT (SELECT id FROM contact WHERE account_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1) AS contact,
         (SELECT id FROM sequence WHERE account_id = $1 AND name = 'Sequence 1') AS sequence`,
      [accountId, Math.floor(contacts * 0.45) - 1],
    );
    return { contact: String(rows[0].contact), sequence: String(rows[0].sequence) };
  });
  await settle(databaseUrl);
  const first = (await client.send('Contacts', {})).contacts;
  const cursor = Buffer.from(first.pageInfo.endCursor, 'base64').toString();
  const last = row(first.nodes.at(-1).id) ?? '';
  return {
    sequenceId: Buffer.from(`Sequence:${gathered.sequence}`).toString('base64'),
    after: Buffer.from(cursor.replace(last, gathered.contact)).toString('base64'),
  };
}
