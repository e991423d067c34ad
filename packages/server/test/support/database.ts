import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export type TestDatabase = { readonly url: string; drop(): Promise<void> };

/** A database of one's own, migrated, in some 50 ms. */
export function createTestDatabase(): Promise<TestDatabase> {
  return copyOf('handoff');
}

/** What the database holds now, as a backup would; cuts off whoever is connected to it. */
export async function backUp(databaseUrl: string): Promise<TestDatabase> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
  await asAdmin(end);
  return copyOf(name);
}

async function copyOf(original: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${original}`);
  const url = Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}` });
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('adminUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
