/** One row, in a process of its own: forked by bench.ts with the row's file, the size, and a PostgreSQL for it alone. */
import { randomUUID } from 'node:crypto';
import { migrate } from '@handoff/server/src/database/migrate.ts';
import { migrateQueue } from '@handoff/server/src/queue/migrate-queue.ts';
import pg from 'pg';
import { z } from 'zod';
import { rowSize } from './report.ts';
import type { Bench, Row } from './row.ts';

const [file = '', asked, postgresUrl = ''] = process.argv.slice(2);
const size = rowSize.parse(asked);
const postgres = new URL(postgresUrl);

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: at('postgres') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function at(database: string): string {
  const url = new URL(postgres);
  url.pathname = `/${database}`;
  return url.href;
}

let template: Promise<string> | null = null;
async function migrated(): Promise<string> {
  const name = 'product';
  await onServer(`CREATE DATABASE ${name}`);
  await migrate(at(name));
  await migrateQueue(at(name));
  return name;
}

async function database(holds: 'PRODUCT' | 'NOTHING'): Promise<string> {
  template ??= holds === 'PRODUCT' ? migrated() : null;
  const original = holds === 'PRODUCT' ? await template : 'template1';
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${original}`);
  return at(name);
}

const rows = z.object({ row: z.custom<Row>() });
const { row } = rows.parse(await import(file));
const { number, title, target, peers } = row;
process.send?.({ row: { number, title, target, peers } });

await using ends = new AsyncDisposableStack();
const bench: Bench = {
  sized: (whole, quick, soak = whole) => ({ WHOLE: whole, QUICK: quick, SOAK: soak })[size],
  database,
  say: (line) => process.stdout.write(`   ${line}\n`),
  defer: (end) =>
    ends.defer(async () => {
      await end();
    }),
};
const outcome = await row.run(bench);
process.send?.({ outcome });
