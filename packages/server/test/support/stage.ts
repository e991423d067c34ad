import { randomBytes } from 'node:crypto';
import { type Emulator, type JournalEntry, type Seed, startEmulator } from '@handoff/ats-ashby/emulator';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** A database and an ATS of a test's own, and the environment that leads the product to both. */
export type Stage = {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly emulator: Emulator;
  readonly environment: Readonly<Record<string, string>>;
  /** What Ashby was asked to do, in order. */
  journal(): Promise<readonly JournalEntry[]>;
  /** Calls the emulator's control API, under `/_emulator`. */
  control(path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

export type StageWishes = {
  readonly seed?: Seed;
  /** Requests that the emulator takes; so many by default that no test waits for it. */
  readonly limitPerMinute?: number;
  /** Where the connectors but the emulator's find their ATS. */
  readonly connectorUrls?: Readonly<Record<string, string>>;
  /** One's own, instead of a copy of the template. */
  readonly testDatabase?: TestDatabase;
  /** By their names in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
};

export async function prepareStage({
  seed = { candidates: 20, jobs: 12 },
  limitPerMinute = 1_000_000,
  connectorUrls = {},
  testDatabase: given,
  settings = {},
}: StageWishes = {}): Promise<Stage> {
  await using prepared = new AsyncDisposableStack();
  const { url: databaseUrl, drop } = given ?? (await createTestDatabase());
  prepared.defer(drop);
  const database = openDatabase(databaseUrl);
  prepared.defer(() => database.$disconnect());
  const description = process.env.ASHBY_OPENAPI;
  const emulator = await startEmulator({ port: 0, seed, limitPerMinute, description });
  prepared.defer(() => emulator.stop());
  const urls = Object.entries({ ...connectorUrls, ashby: emulator.url });
  const owned = prepared.move();
  return {
    database,
    databaseUrl,
    emulator,
    environment: {
      DATABASE_URL: databaseUrl,
      HANDOFF_VAULT_KEY: randomBytes(32).toString('base64'),
      HANDOFF_PORT: '0',
      HANDOFF_CONNECTOR_URLS: urls.map((pair) => pair.join('=')).join(),
      HANDOFF_LOG_LEVEL: 'silent',
      ...settings,
    },
    async journal() {
      const text = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
      return text
        .split('\n')
        .filter(Boolean)
        .map((line): JournalEntry => JSON.parse(line));
    },
    async control(path, body) {
      const headers = { 'content-type': 'application/json' };
      const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
      return (await fetch(`${emulator.url}/_emulator${path}`, init)).json();
    },
    stop: () => owned.disposeAsync(),
  };
}
