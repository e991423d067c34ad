import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { DatabaseFault } from './fault.ts';

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** Connections of one process to the database, apart from the queue's and the live feed's. */
const poolSize = 20;
const connectTimeoutMs = 5_000;
const oldestVersion = 14;

/** Errors are minimal: Prisma's long form repeats the rows, and they are people. */
export function openDatabase(url: string): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: poolSize }), errorFormat: 'minimal' });
}

/** Connects once, and says in one sentence why it cannot. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  const { host, pathname } = new URL(url);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < oldestVersion) {
      throw new DatabaseFault(
        `The database at ${host} is PostgreSQL ${version}; Handoff needs ${oldestVersion} or newer.`,
      );
    }
  } catch (error) {
    throw error instanceof DatabaseFault ? error : new DatabaseFault(whyNot(error, { host, name: pathname.slice(1) }));
  } finally {
    await client.end().catch(() => undefined);
  }
}

function whyNot(error: unknown, { host, name }: { host: string; name: string }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case '28P01':
    case '28000':
      return `The database at ${host} refuses the user or password of DATABASE_URL.`;
    case '3D000':
      return `The server at ${host} has no database "${name}": create it, or correct DATABASE_URL.`;
    case '57P03':
      return `The database at ${host} is starting up or shutting down: try again in a moment.`;
    default:
      return `No PostgreSQL answers at ${host}: check DATABASE_URL, and that the server runs.`;
  }
}
