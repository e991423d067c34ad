import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { type Emulator, type FaultInput, type JournalEntry, startEmulator } from '@handoff/ats-ashby/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { createToken } from '../../src/security/tokens.ts';
import { clientOf } from '../support/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type ServerProcess, startProcess } from '../support/process.ts';
import { add, connect, created, jobTitled, newContact, newSequence } from '../support/seed.ts';

const quarantineMs = 2_000;

let testDatabase: TestDatabase;
let database: Database;
let emulator: Emulator;
let server: ServerProcess;
let environment: Record<string, string>;
let token: string;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  emulator = await startEmulator({ port: 0, seed: { candidates: 20, jobs: 12 } });
  environment = {
    DATABASE_URL: testDatabase.url,
    HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
    HANDOFF_PORT: '0',
    HANDOFF_CONNECTOR_URLS: `ashby=${emulator.url}`,
    HANDOFF_LOG_LEVEL: 'silent',
    TEST_QUARANTINE_MS: String(quarantineMs),
  };
  const accountId = randomUUIDv7();
  await database.account.create({ data: { id: accountId, name: 'Northwind' } });
  const member = await database.member.create({
    data: { accountId, name: 'Olivia', email: 'o@x.example', role: 'OWNER' },
  });
  token = await createToken(database, { accountId, memberId: member.id, kind: 'API', name: 'test' });
  server = await startProcess(environment);
});
afterEach(async () => {
  await server.kill();
  await emulator.stop();
  await database.$disconnect();
  await testDatabase.drop();
});

async function journal(): Promise<readonly JournalEntry[]> {
  const text = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): JournalEntry => JSON.parse(line));
}

async function plan(fault: FaultInput) {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${emulator.url}/_emulator/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
}

/** Connects, chooses a job, plans the faults, and adds this many contacts; answers with their addresses. */
async function begin(count: number, ...faults: readonly FaultInput[]) {
  const parts = { client: clientOf(server.url, token), emulator, journal } as Parameters<typeof connect>[0];
  const { id } = await connect(parts, { mode: 'ON_ADDED' });
  const job = await jobTitled(parts, id);
  await parts.client.send('UpdateSyncSettings', { input: { integrationId: id, defaultJobId: job.id } });
  for (const fault of faults) await plan(fault);
  const contacts = Array.from({ length: count }, () => newContact());
  await add(parts, await newSequence(parts), contacts);
  return contacts.map(({ email }) => email);
}

async function applied(operation: string): Promise<number> {
  return (await journal()).filter((entry) => entry.operation === operation && entry.outcome.success).length;
}

/** Every contact is in Ashby once, with one application, and its sync says so. */
async function expectOnce(emails: readonly string[]) {
  await expect
    .poll(() => database.sync.count({ where: { state: 'SYNCED' } }), { timeout: 40_000, interval: 100 })
    .toBe(emails.length);
  const { candidates, applications } = await created({ journal });
  const sent = candidates.map(({ request }) => (request as { email: string }).email);
  expect(sent.toSorted()).toEqual(emails.toSorted());
  expect(applications).toHaveLength(emails.length);
  expect(await database.intent.count({ where: { state: { not: 'DONE' } } })).toBe(0);
}

test.for([
  ['creates candidates', 'candidate.create'],
  ['creates applications', 'application.create'],
] as const)(
  'killed while it %s for 50 contacts, and started again: 50 of each, no more',
  { timeout: 90_000 },
  async ([, operation]) => {
    // Done at once, told late: a kill in between leaves the answer with nobody.
    const slow = { operation, what: 'slow', when: 'after', delayMs: 150, times: 1_000 } as const;
    const before = await applied(operation);
    const emails = await begin(50, slow);
    await expect.poll(() => applied(operation), { timeout: 20_000, interval: 10 }).toBeGreaterThanOrEqual(before + 12);
    await server.kill();
    expect(await database.intent.count({ where: { state: 'SENDING' } })).toBeGreaterThan(0);
    server = await startProcess(environment);
    await expectOnce(emails);
  },
);

test('an answer that is lost after Ashby did it leads to one candidate (T14)', { timeout: 60_000 }, async () => {
  const lost = { operation: 'candidate.create', what: 'reset', when: 'after', times: 5 } as const;
  const failed = { operation: 'application.create', what: '500', when: 'after', times: 3 } as const;
  await expectOnce(await begin(10, lost, failed));
});

test('a request that is lost before Ashby did it is sent again after the quarantine', { timeout: 60_000 }, async () => {
  await expectOnce(await begin(10, { operation: 'candidate.create', what: 'reset', when: 'before', times: 5 }));
});

test('told to slow down, it waits as told and loses nothing', { timeout: 60_000 }, async () => {
  await expectOnce(
    await begin(10, { operation: 'candidate.search', what: '429', when: 'before', times: 3, retryAfter: 1 }),
  );
});
