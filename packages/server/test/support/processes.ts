import { randomBytes } from 'node:crypto';
import {
  type Emulator,
  type FaultInput,
  type JournalEntry,
  type Seed,
  startEmulator,
} from '@handoff/ats-ashby/emulator';
import { z } from 'zod';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { type Client, clientOf } from './client.ts';
import { createTestDatabase } from './database.ts';
import { createOwner } from './owner.ts';
import { type ServerProcess, startProcess } from './process.ts';

const permissions = [
  'apiKeys:read',
  'hiringProcessMetadata:read',
  'candidates:read',
  'candidates:write',
  'jobs:read',
  'organization:read',
];

/** A database, an emulator and an owner, for processes of the product that come and go. */
export type Processes = AsyncDisposable & {
  readonly accountId: string;
  readonly database: Database;
  readonly emulator: Emulator;
  readonly environment: Readonly<Record<string, string>>;
  start(more?: Readonly<Record<string, string>>, build?: string): Promise<ServerProcess>;
  /** The owner's, at a process. */
  clientAt(server: ServerProcess): Client;
  /** Another account, whose owner is at this process. */
  addAccount(server: ServerProcess): Promise<Client>;
  /** What Ashby was asked to do, in order. */
  journal(): Promise<readonly JournalEntry[]>;
  plan(fault: FaultInput): Promise<void>;
  /** Another key of the same organisation, which may do everything. */
  makeKey(): Promise<string>;
};

export async function prepareProcesses({
  quarantineMs = 2_000,
  leaseMs = 10_000,
  seed = { candidates: 20, jobs: 12 },
}: {
  quarantineMs?: number;
  leaseMs?: number;
  seed?: Seed;
} = {}): Promise<Processes> {
  await using prepared = new AsyncDisposableStack();
  const testDatabase = await createTestDatabase();
  prepared.defer(testDatabase.drop);
  const database = openDatabase(testDatabase.url);
  prepared.defer(() => database.$disconnect());
  const emulator = await startEmulator({
    port: 0,
    seed,
    limitPerMinute: 1_000_000,
    description: process.env.ASHBY_OPENAPI,
  });
  prepared.defer(() => emulator.stop());
  const environment = {
    DATABASE_URL: testDatabase.url,
    HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
    HANDOFF_PORT: '0',
    HANDOFF_CONNECTOR_URLS: `ashby=${emulator.url}`,
    HANDOFF_LOG_LEVEL: 'silent',
    TEST_QUARANTINE_MS: String(quarantineMs),
    TEST_LEASE_MS: String(leaseMs),
  };
  const { accountId, token } = await createOwner(database);
  const control = (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    return fetch(`${emulator.url}/_emulator${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const owned = prepared.move();
  return {
    accountId,
    database,
    emulator,
    environment,
    async start(more = {}, build = undefined) {
      const server = await startProcess({ ...environment, ...more }, build);
      owned.defer(server.kill);
      return server;
    },
    clientAt: ({ url }) => clientOf(url, token),
    addAccount: async ({ url }) => clientOf(url, (await createOwner(database)).token),
    async journal() {
      const text = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
      return text
        .split('\n')
        .filter(Boolean)
        .map((line): JournalEntry => JSON.parse(line));
    },
    async plan(fault) {
      await control('/faults', fault);
    },
    async makeKey() {
      const made = await (await control('/keys', { permissions })).json();
      return z.object({ apiKey: z.string() }).parse(made).apiKey;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
