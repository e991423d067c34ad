/**
 * `pnpm measure`: what one contact costs, for the chapter on sizes in docs/operating.md. The product, PostgreSQL and the
 * emulator in one process; contacts with a job each, in batches, until all of them are in the emulated Ashby.
 */
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmulator } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';
import { parseConfig } from '../src/config.ts';
import { type Database, openDatabase } from '../src/database/client.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';
import { startHandoff } from '../src/main.ts';
import { migrateQueue } from '../src/queue/migrate-queue.ts';
import { createToken } from '../src/security/tokens.ts';
import { statements } from '../src/telemetry/metrics.ts';

const batches = 10;
const contactsABatch = 200;
const contacts = batches * contactsABatch;

await using running = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'handoff-measure-'));
running.defer(() => rm(folder, { recursive: true, force: true }));
const postgres = await startEmbedded({ folder, durability: 'DURABLE' });
running.defer(postgres.stop);
await migrate(postgres.url);
await migrateQueue(postgres.url);
const emulator = await startEmulator({ port: 0, seed: { candidates: 500, jobs: 12 }, limitPerMinute: 1_000_000 });
running.defer(() => emulator.stop());
const handoff = await startHandoff(
  parseConfig({
    DATABASE_URL: postgres.url,
    HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
    HANDOFF_PORT: '0',
    HANDOFF_CONNECTOR_URLS: `ashby=${emulator.url}`,
    HANDOFF_LOG_LEVEL: 'silent',
  }),
);
running.defer(handoff.stop);
const database = openDatabase(postgres.url);
running.defer(() => database.$disconnect());
const ask = await ownerOf(database);

const sequenceId = await prepare();
// What the beginning costs, such as the first reading of the ATS's candidates, is not the contacts'.
await push(1);
await wait(2_000);
const before = await look();
for (let batch = 0; batch < batches; batch++) await push(contactsABatch);
const after = await look();
print();

async function ownerOf(db: Database) {
  const accountId = randomUUIDv7();
  await db.account.create({ data: { id: accountId, name: 'Northwind' } });
  const { id: memberId } = await db.member.create({
    data: { accountId, name: 'O', email: 'o@x.example', role: 'OWNER' },
  });
  const token = await createToken(db, { accountId, memberId, kind: 'API', name: 'measure' });
  return async (query: string, variables: unknown) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const init = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
    const answer = await (await fetch(`${handoff.url}/graphql`, init)).json();
    return z.object({ data: z.record(z.string(), z.looseObject({ id: z.string().optional() })) }).parse(answer).data;
  };
}

async function prepare(): Promise<string | undefined> {
  const { connectIntegration } = await ask(
    'mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) { ... on Integration { id } } }',
    { input: { connectorId: 'ashby', credential: { apiKey: emulator.apiKey } } },
  );
  const integrationId = connectIntegration?.id;
  const { jobs } = await ask('query ($integrationId: ID!) { jobs(integrationId: $integrationId) { nodes { id } } }', {
    integrationId,
  });
  const [job] = z.array(z.object({ id: z.string() })).parse(jobs?.nodes);
  await ask(
    'mutation ($input: UpdateSyncSettingsInput!) { updateSyncSettings(input: $input) { ... on Integration { id } } }',
    { input: { integrationId, mode: 'ON_ADDED', defaultJobId: job?.id } },
  );
  const { createSequence } = await ask(
    'mutation ($input: CreateSequenceInput!) { createSequence(input: $input) { ... on Sequence { id } } }',
    { input: { name: 'Engineers' } },
  );
  return createSequence?.id;
}

async function push(count: number): Promise<void> {
  const people = Array.from({ length: count }, () => randomUUIDv7()).map((id) => ({
    eventId: id,
    name: `Dana ${id}`,
    email: `${id}@new.example`,
    company: 'Contoso',
    title: 'Engineer',
  }));
  await ask(
    'mutation ($input: AddContactsToSequenceInput!) { addContactsToSequence(input: $input) { ... on AddContactsToSequenceSuccess { __typename } } }',
    { input: { sequenceId, contacts: people } },
  );
  while ((await database.sync.count({ where: { state: { not: 'SYNCED' } } })) > 0) await wait(50);
}

async function look() {
  const [{ wal } = { wal: 0 }] = await database.$queryRaw<{ wal: number }[]>`
    SELECT (pg_current_wal_lsn() - '0/0')::float8 AS wal`;
  const sizes = await database.$queryRaw<{ name: string; bytes: number }[]>`
    SELECT coalesce(inhparent, oid)::regclass::text AS name, sum(pg_total_relation_size(oid))::float8 AS bytes
    FROM pg_class LEFT JOIN pg_inherits ON inhrelid = oid
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace GROUP BY 1`;
  const { user, system } = process.cpuUsage();
  const journal = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
  const { values } = await statements.get();
  const count = values.find(({ metricName }) => metricName?.endsWith('_count'))?.value ?? 0;
  return {
    wal,
    sizes: new Map(sizes.map(({ name, bytes }) => [name, bytes])),
    cpuMs: (user + system) / 1_000,
    requests: journal.split('\n').filter(Boolean).length,
    statements: count,
    at: performance.now(),
  };
}

function print(): void {
  const per = (value: number) => (value / contacts).toFixed(2);
  const grown = [...after.sizes].map(([name, bytes]) => [name, bytes - (before.sizes.get(name) ?? 0)] as const);
  const lines = [
    `contacts            ${contacts}, in ${((after.at - before.at) / 1_000).toFixed(1)} s`,
    `requests to the ATS ${per(after.requests - before.requests)}`,
    `statements          ${per(after.statements - before.statements)}`,
    `CPU, all in one     ${per(after.cpuMs - before.cpuMs)} ms`,
    `WAL                 ${per((after.wal - before.wal) / 1_000)} kB`,
    `disk                ${per(grown.reduce((sum, [, bytes]) => sum + bytes, 0) / 1_000)} kB`,
    ...grown
      .filter(([, bytes]) => bytes / contacts > 50)
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, bytes]) => `  ${name.padEnd(18)}${per(bytes / 1_000)} kB`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
