import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { statements } from '../telemetry/metrics.ts';
import { BeginningClient } from './begin-with.ts';
import { DatabaseFault } from './fault.ts';

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** Connections of one process to the database, apart from the queue's and the live feed's. */
const poolSize = 20;
const connectTimeoutMs = 5_000;
const oldestVersion = 14;
const malformed =
  'DATABASE_URL is not of the form postgres://user:password@host:port/database, with signs like / and @ percent-encoded.';

/**
 * All of the database, with the rights of the URL's user: `tenancyOf` makes of it what the product works with.
 * Errors are minimal: Prisma's long form repeats the rows, and they are people.
 */
export function openDatabase(url: string): Database {
  const client = new PrismaClient({
    // What one transaction asks at the same moment goes out together, without waiting for each answer in turn.
    adapter: new PrismaPg({ connectionString: url, max: poolSize, pipeline: true, Client: BeginningClient }),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: connectTimeoutMs },
    log: [{ emit: 'event', level: 'query' }],
  });
  client.$on('query', ({ duration }) => statements.observe(duration / 1_000));
  return client;
}

/** Throws when the database does not answer. */
export async function ping(database: Database): Promise<void> {
  await database.$queryRaw`SELECT 1`;
}

/** Connects once; throws a `DatabaseFault` that says in one sentence, without the password, why it cannot. */
export async function checkDatabase(url: string): Promise<void> {
  const place = parse(url);
  try {
    const version = await askVersion(url);
    if (version >= oldestVersion) return;
    throw new DatabaseFault(
      `The database at ${place.host} is PostgreSQL ${version}; Handoff needs ${oldestVersion} or newer.`,
    );
  } catch (error) {
    throw error instanceof DatabaseFault ? error : new DatabaseFault(whyNot(error, place));
  }
}

type Place = { readonly host: string; readonly name: string };

function parse(url: string): Place {
  const parsed = URL.parse(url);
  // A password with a sign like "/" ends the address early: what is taken for the host is part of a secret.
  const cutShort = parsed?.username === '' && url.includes('@');
  if (!parsed || cutShort || !/^postgres(ql)?:$/.test(parsed.protocol) || parsed.hostname === '') {
    throw new DatabaseFault(malformed);
  }
  const schema = parsed.searchParams.get('schema') ?? 'public';
  if (schema !== 'public') {
    throw new DatabaseFault(
      `Handoff keeps its tables in the schema "public": take "schema=${schema}" out of DATABASE_URL.`,
    );
  }
  return { host: parsed.host, name: parsed.pathname.slice(1) };
}

async function askVersion(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS version",
    );
    return rows[0]?.version ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function whyNot(error: unknown, { host, name }: Place): string {
  if (!(error instanceof Error)) return `No PostgreSQL answers at ${host}: check DATABASE_URL.`;
  const code = 'code' in error ? String(error.code) : '';
  switch (code) {
    case '28P01':
    case '28000':
      return `The database at ${host} refuses the user or password of DATABASE_URL.`;
    case '3D000':
      return `The server at ${host} has no database "${name}": create it, or correct DATABASE_URL.`;
    case '53300':
      return `The database at ${host} has no connection left: raise its max_connections, or close some.`;
    case '57P03':
      return `The database at ${host} is starting up or shutting down: try again in a moment.`;
  }
  if (error instanceof pg.DatabaseError) return `The database at ${host} refuses: ${error.message}.`;
  if (error.message.startsWith('SASL')) return `The database at ${host} asks for a password: give one in DATABASE_URL.`;
  if (error.message.includes('does not support SSL')) {
    return `The database at ${host} speaks no TLS: take sslmode out of DATABASE_URL, or set it up there.`;
  }
  if (/CERT|SIGNATURE|ERR_TLS/.test(code)) {
    return `The certificate of the database at ${host} is not trusted (${code}): see sslmode and sslrootcert of DATABASE_URL.`;
  }
  return `No PostgreSQL answers at ${host}: check DATABASE_URL, and that the server runs.`;
}
