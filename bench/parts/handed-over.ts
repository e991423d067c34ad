import { type Account, sowAccount } from './account.ts';
import { onDatabase } from './statements.ts';

const tables = ['contact', 'enrollment', 'sync', 'candidate_link', 'application', 'duplicate_mark'];

/**
 * An account with so many contacts, each in one of twenty sequences: six in ten are in the ATS with an application, two
 * were there before it was connected, one has failed and one exists there already. Indexes are built at the end.
 */
export async function sowHandedOver(databaseUrl: string, contacts: number): Promise<Account> {
  const account = await sowAccount(databaseUrl, { contacts: 0 });
  await onDatabase(databaseUrl, async (database) => {
    // All of it fits together: nothing is checked against anything, a million times.
    await database.query(
      "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '256MB'",
    );
    const { rows: indexes } = await database.query(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
       WHERE indrelid = ANY($1::regclass[]) AND NOT indisprimary`,
      [tables],
    );
    for (const { name } of indexes) await database.query(`DROP INDEX ${name}`);
    for (const statement of rowsOf(account.accountId, contacts)) await database.query(statement);
    for (const { definition } of indexes) await database.query(definition);
    await database.query(`VACUUM ANALYZE ${tables.join(', ')}, contact_count`);
    await database.query('CHECKPOINT');
  });
  return account;
}

/** Of UUIDs, those of a kind follow each other. */
const id = (kind: number, number: string) =>
  `('0190000${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

function rowsOf(accountId: string, contacts: number): readonly string[] {
  const account = `'${accountId}'::uuid`;
  const [integration, job, sequence, contact, enrollment, sync] = [
    id(1, '1'),
    id(2, 'n % 20'),
    id(3, 'n % 20'),
    id(4, 'n'),
    id(5, 'n'),
    id(6, 'n'),
  ];
  const all = `FROM generate_series(1, ${contacts}) n`;
  const twenty = 'FROM generate_series(0, 19) n';
  return [
    `INSERT INTO integration (account_id, id, connector_id, mode) VALUES (${account}, ${integration}, 'ashby', 'ON_ADDED')`,
    `INSERT INTO job (account_id, id, integration_id, remote_id, title, status, confidential)
     SELECT ${account}, ${job}, ${integration}, 'job-' || n, 'Engineer ' || n, 'OPEN', false ${twenty}`,
    `INSERT INTO sequence (account_id, id, name) SELECT ${account}, ${sequence}, 'Sequence ' || n ${twenty}`,
    `INSERT INTO contact (account_id, id, name, email, email_key, company, title)
     SELECT ${account}, ${contact}, 'Person ' || n, 'person.' || n || '@many.example', 'person.' || n || '@many.example',
       'Northwind', 'Engineer' ${all}`,
    `INSERT INTO contact_count (account_id, count) VALUES (${account}, ${contacts})`,
    `INSERT INTO enrollment (account_id, id, contact_id, sequence_id, added_at, replied_at)
     SELECT ${account}, ${enrollment}, ${contact}, ${sequence}, now(), CASE WHEN n % 3 = 0 THEN now() END ${all}`,
    `INSERT INTO sync (account_id, id, integration_id, enrollment_id, contact_id, sequence_id, state, reason, job_id,
       error_code, error_message, attempts)
     SELECT ${account}, ${sync}, ${integration}, ${enrollment}, ${contact}, ${sequence},
       (CASE WHEN n % 10 < 6 THEN 'SYNCED' WHEN n % 10 < 8 THEN 'NOT_SYNCED' WHEN n % 10 = 8 THEN 'FAILED' ELSE 'EXISTS' END)::sync_state,
       (CASE WHEN n % 10 IN (6, 7) THEN 'ADDED_BEFORE_CONNECTION' END)::not_synced_reason,
       CASE WHEN n % 10 IN (6, 7) THEN NULL ELSE ${job} END,
       CASE WHEN n % 10 = 8 THEN 'JOB_NOT_OPEN' END, CASE WHEN n % 10 = 8 THEN 'The job is closed.' END, 1 ${all}`,
    `INSERT INTO candidate_link (account_id, integration_id, contact_id, origin, remote_id, url, remote_created_at)
     SELECT ${account}, ${integration}, ${contact}, 'CREATED', 'c' || n, 'https://ats.example/c' || n, now() ${all} WHERE n % 10 < 6`,
    `INSERT INTO application (account_id, integration_id, contact_id, job_id, remote_id, status)
     SELECT ${account}, ${integration}, ${contact}, ${job}, 'a' || n, 'Active' ${all} WHERE n % 10 < 6`,
    `INSERT INTO duplicate_mark (account_id, integration_id, contact_id, remote_id, url, remote_created_at)
     SELECT ${account}, ${integration}, ${contact}, 'd' || n, 'https://ats.example/d' || n, now() ${all} WHERE n % 10 = 9`,
  ];
}
