import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { type Emulator, type JournalEntry, type Seed, startEmulator } from '@handoff/ats-ashby/emulator';
import { referenceAts } from '@handoff/core/reference-ats';
import { parseConfig } from '../../src/config.ts';
import * as registered from '../../src/connectors.ts';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { defaultTimes, type RetryTimes } from '../../src/engine/retry.ts';
import type { Role } from '../../src/generated/prisma/enums.ts';
import { type Handoff, startHandoff } from '../../src/main.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { createToken } from '../../src/security/tokens.ts';
import { type Client, clientOf } from './client.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** Waits short enough for a test; the order of them is that of production. */
export const testTimes: RetryTimes = {
  ...defaultTimes,
  quarantineMs: 300,
  firstLookMs: 20,
  backoffMs: 20,
  roundEveryMs: 100,
};

/** The product on a database of its own with an emulator of its own, and an owner who is signed in. */
export type Harness = {
  readonly accountId: string;
  readonly handoff: Handoff;
  readonly emulator: Emulator;
  readonly database: Database;
  readonly databaseUrl: string;
  /** The owner's. */
  readonly client: Client;
  clientFor(role: Role): Promise<Client>;
  /** What Ashby was asked to do, in order. */
  journal(): Promise<readonly JournalEntry[]>;
  /** Calls the emulator's control API, under `/_emulator`. */
  control(path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

export async function startHarness({
  seed = { candidates: 20, jobs: 12 },
  times = testTimes,
  connectorUrls = {},
  testDatabase: given,
  settings = {},
  limitPerMinute = 1_000_000,
}: {
  seed?: Seed;
  times?: RetryTimes;
  /** Where the connectors but the emulator's find their ATS. */
  connectorUrls?: Readonly<Record<string, string>>;
  /** One's own, instead of a copy of the template. */
  testDatabase?: TestDatabase;
  /** By their names in the environment. */
  settings?: Readonly<Record<string, string>>;
  /** Requests that the emulator takes; so many by default that no test waits for it. */
  limitPerMinute?: number;
} = {}): Promise<Harness> {
  const testDatabase = given ?? (await createTestDatabase());
  const emulator = await startEmulator({
    port: 0,
    seed,
    limitPerMinute,
    description: process.env.ASHBY_OPENAPI,
  });
  const handoff = await startHandoff(
    parseConfig({
      DATABASE_URL: testDatabase.url,
      HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
      HANDOFF_PORT: '0',
      HANDOFF_CONNECTOR_URLS: Object.entries({ ...connectorUrls, ashby: emulator.url })
        .map((pair) => pair.join('='))
        .join(),
      HANDOFF_LOG_LEVEL: 'silent',
      ...settings,
    }),
    { times, connectors: { ...registered, referenceAts }, checkTokensMs: 100 },
  );
  return harnessOf({ testDatabase, emulator, handoff });
}

type Started = { testDatabase: TestDatabase; emulator: Emulator; handoff: Handoff };

async function harnessOf({ testDatabase, emulator, handoff }: Started): Promise<Harness> {
  const database = openDatabase(testDatabase.url);
  const accountId = randomUUIDv7();
  const account = tenancyOf(database).forAccount(accountId);
  await account.account.create({ data: { id: accountId, name: 'Northwind' } });
  const clientFor = async (role: Role) => {
    const member = await account.member.create({
      data: { accountId, name: role, email: `${randomUUIDv7()}@northwind.example`, role },
    });
    const token = await createToken(account, { accountId, memberId: member.id, kind: 'API', name: 'test' });
    return clientOf(handoff.url, token);
  };
  return {
    accountId,
    handoff,
    emulator,
    database,
    databaseUrl: testDatabase.url,
    client: await clientFor('OWNER'),
    clientFor,
    journal: async () => {
      const text = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
      return text
        .split('\n')
        .filter(Boolean)
        .map((line): JournalEntry => JSON.parse(line));
    },
    control: async (path, body) => {
      const init =
        body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return (await fetch(`${emulator.url}/_emulator${path}`, init)).json();
    },
    stop: async () => {
      await handoff.stop();
      await emulator.stop();
      await database.$disconnect();
      await testDatabase.drop();
    },
  };
}
