import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examine } from '../../cli/doctor/examine.ts';
import type { ServerProcess } from '../support/process.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { connectWithJob } from '../support/push.ts';

let processes: Processes;
let worker: ServerProcess;
let integrationId: string;
let addContacts: (count: number) => Promise<unknown>;

beforeAll(async () => {
  processes = await prepareProcesses();
  const api = await processes.start({ HANDOFF_ROLE: 'api' });
  const connected = await connectWithJob(processes, processes.clientAt(api));
  addContacts = connected.add;
  const [row] = await processes.database.integration.findMany({ select: { id: true } });
  integrationId = row?.id ?? '';
  worker = await processes.start({ HANDOFF_ROLE: 'worker' });
});
afterAll(() => processes[Symbol.asyncDispose]());

/** What the doctor finds with these settings, as `subject: message → remedy`. */
async function findings(more: Readonly<Record<string, string>> = {}, now?: () => number): Promise<readonly string[]> {
  const report = await examine({ ...processes.environment, ...more }, now);
  return report.findings.map(({ subject, message, remedy }) => `${subject}: ${message} → ${remedy}`);
}

function sql(statement: string) {
  return processes.database.$executeRawUnsafe(statement);
}

test('a healthy product has no findings', async () => {
  expect(await findings()).toEqual([]);
});

test('a setting that is wrong', async () => {
  expect(await findings({ HANDOFF_PORT: 'many' })).toEqual([
    expect.stringMatching(/^settings: HANDOFF_PORT is not a port\. → The port to listen on/),
  ]);
});

test('a database that does not answer', async () => {
  expect(await findings({ DATABASE_URL: 'postgres://me@127.0.0.1:1/handoff' })).toEqual([
    expect.stringMatching(/^database: No PostgreSQL answers at 127\.0\.0\.1:1.* → Correct DATABASE_URL/),
  ]);
});

test('a database that is empty: migrations, and nothing that follows from them', async () => {
  const url = new URL(processes.environment.DATABASE_URL ?? '');
  await sql('CREATE DATABASE empty');
  url.pathname = '/empty';
  expect(await findings({ DATABASE_URL: url.href })).toEqual([
    expect.stringMatching(/^migrations: .* lacks \d+ migrations, \d+_begin and later\. → Run `handoff migrate`/),
  ]);
  await sql('DROP DATABASE empty WITH (FORCE)');
});

test('a missing migration', async () => {
  await sql(`CREATE TABLE taken AS SELECT * FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1`);
  await sql(`DELETE FROM _prisma_migrations WHERE id IN (SELECT id FROM taken)`);
  expect(await findings()).toEqual([expect.stringMatching(/^migrations: .* lacks \d+_.* → Run `handoff migrate`/)]);
  await sql(`INSERT INTO _prisma_migrations SELECT * FROM taken`);
  await sql(`DROP TABLE taken`);
});

test('a dump that was restored without its roles', async () => {
  await sql(`DROP POLICY own_account ON contact`);
  expect(await findings()).toEqual([
    expect.stringMatching(/^walls: There is no policy by which .* on contact\. → .* create both, and restore it again/),
  ]);
  await sql(
    `CREATE POLICY own_account ON contact TO handoff_account USING (account_id = current_account()) WITH CHECK (account_id = current_account())`,
  );
});

test('a table that has no place for tomorrow’s rows', async () => {
  // No process mends it meanwhile.
  await sql(`ALTER FUNCTION keep_partitions RENAME TO resting`);
  const ahead = await processes.database.$queryRaw<{ name: string }[]>`
    SELECT inhrelid::regclass::text AS name FROM pg_inherits
    WHERE inhparent = 'feed'::regclass AND partition_end(inhrelid) > now() + interval '1 day'`;
  for (const { name } of ahead) await sql(`DROP TABLE ${name}`);
  expect(await findings()).toEqual([
    expect.stringMatching(/^partitions: The table feed has no partition for rows from 20.* on\. → Every process/),
  ]);
  await sql(`ALTER FUNCTION resting RENAME TO keep_partitions`);
  await sql(`SELECT keep_partitions('feed', 'day', NULL)`);
});

test('a wrong clock', async () => {
  expect(await findings({}, () => Date.now() + 60_000)).toEqual([
    expect.stringMatching(/^clock: .* (59|60|61) s apart\. → Set both by the same time server/),
  ]);
});

test('a full pool', async () => {
  const [place] = await processes.database.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  await sql(`ALTER DATABASE ${place?.name} CONNECTION LIMIT 2`);
  expect(await findings()).toEqual([expect.stringMatching(/^connections: \d+ of the 2 .* → Put PgBouncer in front/)]);
  await sql(`ALTER DATABASE ${place?.name} CONNECTION LIMIT -1`);
});

test('a bad vault key', async () => {
  expect(await findings({ HANDOFF_VAULT_KEY: randomBytes(32).toString('base64') })).toEqual([
    expect.stringMatching(/^integrations: .* HANDOFF_VAULT_KEY does not open\. → Put the vault key back/),
  ]);
});

test('an unreachable ATS', async () => {
  expect(await findings({ HANDOFF_CONNECTOR_URLS: 'ashby=http://127.0.0.1:1' })).toEqual([
    expect.stringMatching(/^integrations: .*: REMOTE_UNAVAILABLE\. .* → Check that this machine reaches the ATS/),
  ]);
});

test('a stopped worker, and the queue that grows old behind it', async () => {
  await worker.stop();
  expect(await findings()).toEqual([
    expect.stringMatching(/^workers: No worker runs.* heard of at 20.* → Start one: `handoff serve --role worker`/),
  ]);
  await addContacts(3);
  await sql(`UPDATE intent SET created_at = now() - interval '1 hour'`);
  expect(await findings()).toEqual([
    expect.stringContaining('workers: No worker runs'),
    expect.stringMatching(/^queue: 6 intents of integration .* the oldest for 36\d\d s\. → Start more workers/),
  ]);
});

// No worker runs from here on: it would mend these while they are looked at.
test('a stale lease', async () => {
  await sql(`UPDATE integration SET lease_owner = 'dead', lease_expires_at = now() - interval '5 minutes'`);
  expect(await findings()).toContainEqual(
    expect.stringMatching(
      new RegExp(`^leases: The lease of integration ${integrationId} ran out 3\\d\\d s ago.* → Start a worker`),
    ),
  );
  await sql(`UPDATE integration SET lease_owner = NULL, lease_expires_at = NULL`);
});

test('an index that is behind', async () => {
  await sql(`
    INSERT INTO candidate_index (account_id, integration_id, key_id) SELECT account_id, id, 'k1' FROM integration
    ON CONFLICT (account_id, integration_id) DO UPDATE SET state = 'FILLING', refreshed_at = NULL`);
  await sql(`UPDATE integration SET connected_at = now() - interval '1 hour'`);
  expect(await findings()).toContainEqual(
    expect.stringMatching(
      /^indexes: The candidate index of integration .* not yet complete after 36\d\d s\. → .* a worker runs/,
    ),
  );
  await sql(`DELETE FROM candidate_index`);
});

test('a revoked key', async () => {
  const body = JSON.stringify({ apiKey: processes.emulator.apiKey });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${processes.emulator.url}/_emulator/keys/revoke`, { method: 'POST', headers, body });
  expect(await findings()).toContainEqual(
    expect.stringMatching(
      /^integrations: .*: AUTH_INVALID\. .* → Make a new API key in the ATS and replace the old one/,
    ),
  );
});
