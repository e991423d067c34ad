import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { type Emulator, type FaultInput, type JournalEntry, startEmulator } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { createToken } from '../../src/security/tokens.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** A database, an ATS and an account; processes of the product come and go. */
export type World = {
  readonly emulator: Emulator;
  readonly database: Database;
  /** Of the account's owner. */
  readonly token: string;
  /** Another account; answers with its owner's token. */
  addAccount(): Promise<string>;
  readonly environment: Readonly<Record<string, string>>;
  control(path: string, body: unknown): Promise<unknown>;
  plan(faults: readonly FaultInput[]): Promise<void>;
  journal(): Promise<readonly JournalEntry[]>;
  /** The ids of the ATS's open jobs. */
  openJobs(): Promise<readonly string[]>;
  stop(): Promise<void>;
};

const jobsThere = z.object({ jobs: z.array(z.object({ id: z.string(), status: z.string() })) });

/** On a database of its own, unless one is given. */
export async function createWorld(given?: TestDatabase): Promise<World> {
  const testDatabase = given ?? (await createTestDatabase());
  const database = openDatabase(testDatabase.url);
  const emulator = await startEmulator({ port: 0, seed: { candidates: 20, jobs: 12 }, limitPerMinute: 1_000_000 });
  const token = await ownerOf(database);
  const environment = {
    DATABASE_URL: testDatabase.url,
    HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
    HANDOFF_PORT: '0',
    HANDOFF_CONNECTOR_URLS: `ashby=${emulator.url}`,
    HANDOFF_LOG_LEVEL: 'silent',
  };
  const control = async (path: string, body: unknown) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(`${emulator.url}/_emulator${path}`, init)).json();
  };
  return {
    emulator,
    database,
    token,
    addAccount: () => ownerOf(database),
    control,
    environment,
    async plan(faults) {
      await fetch(`${emulator.url}/_emulator/faults`, { method: 'DELETE' });
      for (const fault of faults) await control('/faults', fault);
    },
    async openJobs() {
      const state = jobsThere.parse(await (await fetch(`${emulator.url}/_emulator/state`)).json());
      return state.jobs.filter(({ status }) => status === 'Open').map(({ id }) => id);
    },
    async journal() {
      const text = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
      return text
        .split('\n')
        .filter(Boolean)
        .map((line): JournalEntry => JSON.parse(line));
    },
    async stop() {
      await emulator.stop();
      await database.$disconnect();
      await testDatabase.drop();
    },
  };
}

async function ownerOf(database: Database): Promise<string> {
  const accountId = randomUUIDv7();
  await database.account.create({ data: { id: accountId, name: 'Northwind' } });
  const owner = { accountId, name: 'Olivia', email: 'olivia@northwind.example', role: 'OWNER' } as const;
  const member = await database.member.create({ data: owner });
  return createToken(database, { accountId, memberId: member.id, kind: 'API', name: 'faults' });
}
